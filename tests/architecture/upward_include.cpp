// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
// model stands on text: seen from text, this must not compile.
#include "hexapla/model/unit.hpp"

# SPDX-FileCopyrightText: The Hexapla authors
# SPDX-License-Identifier: Apache-2.0

option(HEXAPLA_WARNINGS_AS_ERRORS "Treat warnings as errors" OFF)
add_library(hexapla_warnings INTERFACE)
target_compile_options(hexapla_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Wold-style-cast -Woverloaded-virtual -Wnull-dereference -Wformat=2
  $<$<BOOL:${HEXAPLA_WARNINGS_AS_ERRORS}>:-Werror>
  # GCC 12 sees moved-from variants and strings as uninitialized or null where it inlines their moves, and
  # "literal" + string as an overlapping copy (GCC bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized -Wno-error=null-dereference -Wno-restrict>)

# hexapla_library(text SOURCES ... HEADERS ... DEPENDS hexapla::base USES ICU::uc)
# One library with an include root of its own: DEPENDS are ours and public, USES are third-party and private.
function(hexapla_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;HEADERS;DEPENDS;USES")
  add_library(hexapla_${name} STATIC)
  add_library(hexapla::${name} ALIAS hexapla_${name})
  target_sources(hexapla_${name}
    PRIVATE ${arg_SOURCES}
    PUBLIC FILE_SET HEADERS BASE_DIRS include FILES ${arg_HEADERS})
  target_compile_features(hexapla_${name} PUBLIC cxx_std_20)
  set_target_properties(hexapla_${name} PROPERTIES
    CXX_EXTENSIONS OFF VERIFY_INTERFACE_HEADER_SETS ON)
  target_link_libraries(hexapla_${name} PUBLIC ${arg_DEPENDS} PRIVATE ${arg_USES} hexapla_warnings)
endfunction()

# hexapla_test(text_test SOURCES ... DEPENDS hexapla::text): one GoogleTest binary, its cases known to ctest one by one.
function(hexapla_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPENDS;USES")
  add_executable(${name} ${arg_SOURCES})
  target_compile_features(${name} PRIVATE cxx_std_20)
  set_target_properties(${name} PROPERTIES CXX_EXTENSIONS OFF)
  target_link_libraries(${name} PRIVATE ${arg_DEPENDS} ${arg_USES} GTest::gmock_main hexapla_warnings)
  target_compile_definitions(${name} PRIVATE HEXAPLA_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST PROPERTIES TIMEOUT 120)
endfunction()

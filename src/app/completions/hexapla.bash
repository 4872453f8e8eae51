# bash completion for hexapla
_hexapla() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  case $previous in
    --format) COMPREPLY=($(compgen -W "text json sarif junit github" -- "$current")); return ;;
    --color) COMPREPLY=($(compgen -W "auto always never" -- "$current")); return ;;
    --fail-on) COMPREPLY=($(compgen -W "critical major minor neutral never" -- "$current")); return ;;
    --formats) COMPREPLY=($(compgen -W "html docx pdf odt html,docx html,docx,pdf,odt" -- "$current")); return ;;
    --workspace) COMPREPLY=($(compgen -d -- "$current")); return ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "init import sync confirm pack merge status check publish export convert validate segment align memory terms explain --help --version --workspace" -- "$current"))
  elif [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "--help --workspace --publication --languages --format --formats --color --draft --dry-run --fail-on --glossary --language --rules --source-language --target-language --output --reason --into --replace-edits --tracked-changes --accept --strict --partial --part" -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -F _hexapla hexapla

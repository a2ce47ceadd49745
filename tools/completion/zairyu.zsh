#compdef zairyu
# SPDX-License-Identifier: BSD-2-Clause
# Completion of zairyu for zsh, as printed by: zairyu completion zsh

# Offers what the program names.
_zairyu() {
	local -a lines described
	local line kind prefix
	lines=("${(@f)$("${(Q)words[1]}" completion words -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
	(( $#lines )) || return 1
	kind=${lines[1]%%$'\t'*}
	prefix=${lines[1]#*$'\t'}
	for line in "${(@)lines[2,-1]}"; do
		described+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
	done
	case $kind in
	nospace) _describe -V zairyu described -S '' ;;
	*) (( $#described )) && _describe -V zairyu described ;;
	esac
	compset -P "${(b)prefix}"
	case $kind in
	files) _files ;;
	directories) _files -/ ;;
	esac
}

if [[ ${funcstack[1]} == _zairyu ]]; then
	_zairyu "$@"
else
	compdef _zairyu zairyu
fi

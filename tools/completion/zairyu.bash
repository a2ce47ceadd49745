# SPDX-License-Identifier: BSD-2-Clause
# Completion of zairyu for bash, as printed by: zairyu completion bash
# shellcheck shell=bash

# Offers what the program names. bash takes a word apart at "=" and ":"; the program gets it whole.
_zairyu() {
	local -a words=()
	local word kind typed=${COMP_WORDS[COMP_CWORD]} whole='' glued='' i
	for ((i = 1; i <= COMP_CWORD; i++)); do
		word=${COMP_WORDS[i]}
		if [[ ${#words[@]} -gt 0 && ($glued || $word == [=:]*) ]]; then
			words[-1]+=$word
		else
			words+=("$word")
		fi
		[[ $word == *[=:] ]] && glued=1 || glued=''
	done
	[[ $typed == [=:] ]] && typed=''
	whole=${words[-1]%"$typed"} # what is before the part that bash completes

	COMPREPLY=()
	{
		IFS=$'\t' read -r kind _
		while IFS=$'\t' read -r word _; do
			COMPREPLY+=("${word#"$whole"}")
		done
	} < <("$1" completion words -- "${words[@]}" 2>/dev/null)
	case $kind in
	nospace) compopt -o nospace ;;
	files) compopt -o default ;;
	directories) compopt -o dirnames ;;
	esac
}

complete -F _zairyu zairyu

# SPDX-License-Identifier: BSD-2-Clause
# Completion of zairyu for fish, as printed by: zairyu completion fish

# Offers what the program names.
function __zairyu_complete
	set -l words (commandline --current-process --tokenize --cut-at-cursor)
	set -l typed (commandline --current-token --cut-at-cursor)
	set -l lines ($words[1] completion words -- $words[2..-1] "$typed" 2>/dev/null)
	set -l first (string split \t -- $lines[1])
	set -l rest (string sub --start (math (string length -- "$first[2]") + 1) -- "$typed")
	test (count $lines) -gt 1; and printf '%s\n' $lines[2..-1]
	switch $first[1]
		case files
			printf '%s\n' $first[2](__fish_complete_path "$rest")
		case directories
			printf '%s\n' $first[2](__fish_complete_directories "$rest")
	end
end

complete --command zairyu --no-files --arguments '(__zairyu_complete)'

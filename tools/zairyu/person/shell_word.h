/* SPDX-License-Identifier: BSD-2-Clause */
/* Names of files in commands that a person pastes into a shell. */
#ifndef PERSON_SHELL_WORD_H
#define PERSON_SHELL_WORD_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Appends the word as a shell takes it. False, and nothing is appended, if there is no room, or if what would be shown
 * is not the name itself, so that pasting it would name another file.
 */
bool shell_word_append(char *command, size_t size, const char *word);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/* The JSON library's memory is wiped when freed: it holds what is on the card. */
#ifndef TOOL_JSON_MEMORY_H
#define TOOL_JSON_MEMORY_H

#include <stdbool.h>

/* Before the first call of the JSON library. */
void json_memory_install(void);

/* Whether there ever was too little memory, so that an object may lack something. Says so for others' failures too. */
bool json_memory_failed(void);
void json_memory_set_failed(void);

#endif

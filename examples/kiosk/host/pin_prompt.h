/* SPDX-License-Identifier: BSD-2-Clause */
/* zairyu-kiosk --make-pin: asks for a PIN twice on a terminal, without showing it, and prints the line to configure. */
#ifndef HOST_PIN_PROMPT_H
#define HOST_PIN_PROMPT_H

#include <stdio.h>

/* Asks on the terminal `fd`, prints to `out`; failures are explained on the terminal, or on `complaints` if it is none. Returns the
 * exit status. */
int pin_prompt(int fd, FILE *out, FILE *complaints);

#endif

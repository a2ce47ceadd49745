/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A real pcscd of the test's own, whose readers come and go and whose cards can be lifted at any contact. Readers are
 * numbered from 0 in the order of stage_start()'s names. All functions may be called from any thread.
 */
#ifndef TESTS_PCSC_STAGE_H
#define TESTS_PCSC_STAGE_H

#include <stdbool.h>
#include <zairyu/vcard.h>

/*
 * Starts it on a socket of its own, with readers of these names (pcscd adds " 00 00"), none of them plugged in. From
 * then on libpcsclite of this process talks to it. False if pcscd is not installed.
 */
bool stage_start(const char *const *names, int count);
void stage_stop(void);

/* Ends the service, leaves a gap, and starts it again; the readers stay plugged in. Or sends it a signal. */
void stage_end_service(void);
bool stage_start_service(void);
void stage_signal(int number);

/* Plugs a reader in or out and waits until the service knows. */
void stage_plug(int reader, bool in);

/* Lays a card on, or with NULL takes it away. It must outlive the stage or be taken away. */
void stage_card(int reader, zairyu_vcard *card);

/*
 * The card is lifted at its `contact`-th contact from now on (from 1; power-ups, resets, commands and power-downs are
 * contacts) and lies there again `ms` later, without power. That contact fails.
 */
void stage_lift_at(int reader, int contact, int ms);

/* Longer commands are refused, before the card sees them. 0: none. */
void stage_refuse(int reader, size_t longest);

/* How many contacts and commands there were since it was started, and whether the card has power. */
int stage_contacts(int reader);
int stage_commands(int reader);
bool stage_powered(int reader);

#endif

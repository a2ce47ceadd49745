/* SPDX-License-Identifier: BSD-2-Clause */
/* SELECT of the MF and of a DF by its name. A DF that is found becomes current and leaves no EF current. */
#include <string.h>

#include "chip/chip.h"

enum { BY_IDENTIFIER = 0x0000, BY_NAME = 0x040C, MF_HIGH = 0x3F, MF_LOW = 0x00, AID_LENGTH = 16 };

/* The sixth byte tells the applications apart: 01 the residence application of a My Number card, 02 to 04 DF1 to DF3.
 */
static const uint8_t aid_prefix[] = { 0xD3, 0x92, 0xF0, 0x00, 0x4F };
enum { AID_APPLICATION = 0x01, AID_DF1 = 0x02, AID_DF3 = 0x04 };

/* Which application it names, or 0. */
static uint8_t aid_application(const uint8_t *aid)
{
	static const uint8_t rest[AID_LENGTH - sizeof aid_prefix - 1];

	if (memcmp(aid, aid_prefix, sizeof aid_prefix) != 0)
		return 0;
	return memcmp(aid + sizeof aid_prefix + 1, rest, sizeof rest) == 0 ? aid[sizeof aid_prefix] : 0;
}

static void become_current(struct chip *chip, uint8_t df, bool application)
{
	chip->df = df;
	chip->application = application;
	chip->current = NULL;
}

static unsigned select_by_name(struct chip *chip, const struct chip_command *command)
{
	bool residence = chip->files->nature == VCARD_RESIDENCE;
	uint8_t application;

	if (command->lc != AID_LENGTH)
		return residence ? SW_LENGTH : SW_NOT_FOUND; /* other cards take partial names, but have none of ours */
	application = aid_application(command->data);
	if (chip->files->manners & MANNER_DF1 && application == AID_DF1) {
		become_current(chip, 1, false);
		return SW_OK;
	}
	if (residence && application >= AID_DF1 && application <= AID_DF3) {
		become_current(chip, (uint8_t)(application - AID_DF1 + 1), false);
		return SW_OK;
	}
	if (chip->files->nature == VCARD_MY_NUMBER && application == AID_APPLICATION) {
		become_current(chip, 0, true);
		return SW_OK;
	}
	return SW_NOT_FOUND;
}

static unsigned select_by_identifier(struct chip *chip, const struct chip_command *command)
{
	if (command->lc != 2)
		return SW_LENGTH;
	if (command->data[0] != MF_HIGH || command->data[1] != MF_LOW)
		return SW_NOT_FOUND;
	become_current(chip, 0, false);
	return SW_OK;
}

unsigned chip_select(struct chip *chip, const struct chip_command *command, struct chip_answer *answer)
{
	unsigned form = (unsigned)command->p1 << 8 | command->p2;

	(void)answer;
	if (form != BY_IDENTIFIER && form != BY_NAME)
		return SW_P1P2;
	if (command->lc == 0 || command->ne != 0)
		return SW_LENGTH;
	return form == BY_NAME ? select_by_name(chip, command) : select_by_identifier(chip, command);
}

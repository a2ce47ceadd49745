/* SPDX-License-Identifier: BSD-2-Clause */
/* The backend against the real PC/SC service, with a card on vpcd's virtual reader. */
#include "pcscd.h"
#include "real_fixture.h"

int main(void)
{
	int status;
	bool foreign;

	if (!pcscd_lock())
		return EXIT_FAILURE;
	foreign = pcscd_foreign();
	if (!foreign && !pcscd_start())
		return EXIT_SKIPPED;
	status = suite_run("pcsc real", case_readers(), case_conversations(), case_removal(), case_silence(),
			   case_rivals());
	pcscd_stop();
	/* somebody else's service is not ours to kill */
	if (!foreign)
		status |= suite_run("pcsc service", case_dying(), case_missing());
	pcscd_unlock();
	return status;
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Runs the cases of the virtual card's chip. */
#include "card_fixture.h"

int main(void)
{
	return suite_run("chip", case_vectors(), case_status(), case_rights(), case_read(), case_fault(),
			 case_fault_options(), case_transport(), case_reader(), case_absence(), case_vpcd(),
			 case_vpcd_absence(), case_vpcd_overlooked());
}

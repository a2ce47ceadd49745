/* SPDX-License-Identifier: BSD-2-Clause */
/* The backend against a stand-in for pcsc-lite: every return code at every place, and orders the real stack never
 * shows. */
#include "fake_fixture.h"

int main(void)
{
	return suite_run("pcsc fake", case_connecting(), case_exchanging(), case_readers(), case_waiting(),
			 case_silences(), case_log());
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* The whole program of libzairyu(3), with a card on the reader and the CA's certificate in a folder. */
#include "program.h"
#define zairyu_pcsc_backend scene_backend
#define main                example
#define FRAGMENT_libzairyu_1
#include "fragments.h"
#undef main

int main(void)
{
	return run_program();
}

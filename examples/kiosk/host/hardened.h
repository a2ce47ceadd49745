/* SPDX-License-Identifier: BSD-2-Clause */
/* What a process that holds personal data does about itself, whoever started it. */
#ifndef HOST_HARDENED_H
#define HOST_HARDENED_H

/*
 * To be called first in main(). No core dump is made of this process, and no other process of its user can look into it.
 * Settings of a desktop are neither read nor kept, and no key opens GTK's inspector, which shows and changes everything.
 *
 * That memory does not get into swap is left to the service (MemorySwapMax=0): mlockall() would hold the fonts as well,
 * end the program at its limit, and leave out the compositor, which has the same pictures.
 */
void hardened_begin(void);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/* Whether a twin's values can be read where those of the card can, and cannot where those cannot. */
#ifndef MAKING_ALIKE_H
#define MAKING_ALIKE_H

#include "twin/making/twin_source.h"

/*
 * Puts both sets of files on cards that answer plainly, and reads them as any program does. `made`: the twin's files;
 * `source`: those of the card. Drawn characters may by chance be what another encoding has, too, and then nobody can say
 * what they are.
 */
int reads_alike(zairyu_context *ctx, const struct source *source, const struct vcard_files *made, bool *alike,
		zairyu_error **err);

#endif

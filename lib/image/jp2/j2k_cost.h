/* SPDX-License-Identifier: BSD-2-Clause */
/* How much memory OpenJPEG will take for a codestream. */
#ifndef JP2_J2K_COST_H
#define JP2_J2K_COST_H

#include "jp2/j2k_codestream.h"

/* Takes what a tile of this style asks for into the layout's demand. */
void j2k_demand_take(struct j2k_layout *layout, const struct j2k_style *style);

/* An upper bound of the memory its decoder takes, in bytes; UINT64_MAX if there is no telling. */
uint64_t j2k_layout_cost(const struct j2k_layout *layout);

#endif

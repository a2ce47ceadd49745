/* SPDX-License-Identifier: BSD-2-Clause */
#include "twin/noise.h"

#include "twin/model.h"

void noise_shape(uint8_t form, uint8_t *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		bytes[i] = (uint8_t)(bytes[i] % 255 + 1);
	if (len && form == FORM_LOW)
		bytes[0] = (uint8_t)(bytes[0] % 127 + 1);
	if (len && form == FORM_HIGH) /* FF would be superfluous before the like */
		bytes[0] = (uint8_t)(bytes[0] % 127 + 0x80);
}

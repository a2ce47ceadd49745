/* SPDX-License-Identifier: BSD-2-Clause */
/* What a reader says of itself [PC/SC part 10]. It is a device's own data: hostile like all other. */
#include "properties.h"

#include <reader.h>

/* More than any driver is known to answer. */
enum { ANSWER_MAX = 256 };
/* Header, Lc and Le around the data of a command; the status word after that of an answer. */
enum { COMMAND_AROUND_SHORT = 6, COMMAND_AROUND_EXTENDED = 9, ANSWER_AROUND = 2 };

/* The value of a tag in a list of one-byte tag, one-byte length, value. NULL if it is not there or cut short. */
static const uint8_t *find_tag(const uint8_t *list, size_t len, uint8_t tag, size_t value_len)
{
	size_t at = 0;

	while (len - at >= 2 && len - at - 2 >= list[at + 1]) {
		if (list[at] == tag)
			return list[at + 1] == value_len ? list + at + 2 : NULL;
		at += 2 + (size_t)list[at + 1];
	}
	return NULL;
}

/* Control codes are big-endian, properties little-endian [PC/SC part 10, 2.2 and 2.6.14]. */
uint32_t properties_find(const uint8_t *features, size_t len)
{
	const uint8_t *v = find_tag(features, len, FEATURE_GET_TLV_PROPERTIES, 4);

	return v ? (uint32_t)v[0] << 24 | (uint32_t)v[1] << 16 | (uint32_t)v[2] << 8 | v[3] : 0;
}

void properties_parse(const uint8_t *properties, size_t len, size_t *max_command, size_t *max_response)
{
	const uint8_t *v = find_tag(properties, len, PCSCv2_PART10_PROPERTY_dwMaxAPDUDataSize, 4);
	uint32_t data;

	if (!v)
		return;
	data = (uint32_t)v[3] << 24 | (uint32_t)v[2] << 16 | (uint32_t)v[1] << 8 | v[0];
	if (data <= 256) { /* 0 as well: short lengths only */
		*max_command = COMMAND_AROUND_SHORT + 255;
		*max_response = 256 + ANSWER_AROUND;
		return;
	}
	*max_command = COMMAND_AROUND_EXTENDED + (data < 65535 ? data : 65535);
	*max_response = ANSWER_AROUND + (data < 65536 ? data : 65536);
}

LONG properties_read(SCARDHANDLE card, size_t *max_command, size_t *max_response)
{
	uint8_t answer[ANSWER_MAX];
	DWORD len = 0;
	uint32_t control;
	LONG rv;

	*max_command = *max_response = 0;
	rv = SCardControl(card, CM_IOCTL_GET_FEATURE_REQUEST, NULL, 0, answer, sizeof answer, &len);
	if (rv != SCARD_S_SUCCESS || len > sizeof answer)
		return rv;
	control = properties_find(answer, len);
	if (control == 0)
		return rv;
	len = 0;
	rv = SCardControl(card, control, NULL, 0, answer, sizeof answer, &len);
	if (rv == SCARD_S_SUCCESS && len <= sizeof answer)
		properties_parse(answer, len, max_command, max_response);
	return rv;
}

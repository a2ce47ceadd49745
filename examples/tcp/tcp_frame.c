/* SPDX-License-Identifier: BSD-2-Clause */
#include "tcp_frame.h"

#include <string.h>

int tcp_send_frame(int fd, struct tcp_frame *frame, const uint8_t *data, size_t len, const struct tcp_limit *limit,
		   zairyu_error **err)
{
	int rc;

	frame->bytes[0] = (uint8_t)(len >> 8);
	frame->bytes[1] = (uint8_t)len;
	memcpy(frame->bytes + TCP_PREFIX, data, len);
	rc = tcp_send(fd, frame->bytes, TCP_PREFIX + len, limit, err);
	zairyu_wipe(frame->bytes, TCP_PREFIX + len);
	return rc;
}

int tcp_send_control(int fd, uint8_t control, const struct tcp_limit *limit, zairyu_error **err)
{
	return tcp_send(fd, (const uint8_t[]){ 0, 1, control }, 3, limit, err);
}

int tcp_receive_frame(int fd, uint8_t *data, size_t min, size_t cap, size_t *len, const struct tcp_limit *limit,
		      zairyu_error **err)
{
	uint8_t prefix[TCP_PREFIX] = { 0 };
	int rc = tcp_receive(fd, prefix, sizeof prefix, limit, err);
	const size_t wanted = (size_t)prefix[0] << 8 | prefix[1];

	*len = 0;
	if (rc != ZAIRYU_OK)
		return rc;
	if (wanted < min || wanted > cap)
		return zairyu_error_set(err, ZAIRYU_ERR_COMMUNICATION, NULL, 0,
					wanted < min ? "the answer is too short" : "the answer is too long");
	rc = tcp_receive(fd, data, wanted, limit, err);
	if (rc == ZAIRYU_OK)
		*len = wanted;
	return rc;
}

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The line of the emulated PN532. We keep the host's end open too: else reading ours fails whenever the host closes
 * its. And we make it raw first: else our own bytes come back as an echo while no host is there.
 */
#define _GNU_SOURCE /* ptsname_r(): ptsname() is not safe among threads */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "pn532/pn532.h"

#define SPEED "115200" /* libnfc wants one; a pseudo-terminal has none */

static int failed(const char *message, zairyu_error **err)
{
	return zairyu_error_set(err, ZAIRYU_ERR_NO_READER, "errno", errno, message);
}

/* cfmakeraw() is not POSIX. */
static bool make_raw(int fd)
{
	struct termios line;

	if (tcgetattr(fd, &line) != 0)
		return false;
	line.c_iflag = IGNPAR;
	line.c_oflag = 0;
	line.c_lflag = 0;
	line.c_cflag = CS8 | CREAD | CLOCAL;
	line.c_cc[VMIN] = 1;
	line.c_cc[VTIME] = 0;
	return tcsetattr(fd, TCSANOW, &line) == 0;
}

int pty_open(zairyu_vcard_pn532 *chip, zairyu_error **err)
{
	char path[PN532_CONNSTRING / 2];

	chip->slave = -1;
	chip->master = posix_openpt(O_RDWR | O_NOCTTY);
	if (chip->master < 0 || grantpt(chip->master) != 0 || unlockpt(chip->master) != 0)
		return failed("there is no pseudo-terminal for the emulated reader", err);
	if (ptsname_r(chip->master, path, sizeof path) == 0)
		chip->slave = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (chip->slave < 0 || !make_raw(chip->slave) || fcntl(chip->master, F_SETFD, FD_CLOEXEC) != 0 ||
	    fcntl(chip->master, F_SETFL, O_NONBLOCK) != 0)
		return failed("the pseudo-terminal of the emulated reader cannot be set up", err);
	(void)snprintf(chip->connstring, sizeof chip->connstring, "pn532_uart:%s:" SPEED, path);
	return ZAIRYU_OK;
}

void pty_close(zairyu_vcard_pn532 *chip)
{
	if (chip->slave >= 0)
		(void)close(chip->slave);
	if (chip->master >= 0)
		(void)close(chip->master);
	chip->slave = chip->master = -1;
}

/* What a host that does not read leaves no room for is lost, as on a real line. */
void pty_send(zairyu_vcard_pn532 *chip, const uint8_t *data, size_t len)
{
	while (len > 0 && chip->master >= 0) {
		ssize_t n = write(chip->master, data, len);

		if (n < 0 && errno != EINTR)
			return;
		if (n > 0) {
			data += n;
			len -= (size_t)n;
		}
	}
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* The device node of a reader. */
#define _GNU_SOURCE /* flock() */

#include "port.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "holder.h"

#define IN_USE "another program is using the reader's port: close it and try again"

static const struct {
	int number, code;
	const char *message;
} failures[] = {
	{ ENOENT, ZAIRYU_ERR_NO_READER,
	  "there is no such port: check that the reader is plugged in and what it is called" },
	{ ENOTDIR, ZAIRYU_ERR_NO_READER, "there is no such port: check the name of the reader's port" },
	{ ENXIO, ZAIRYU_ERR_NO_READER, "nothing is connected to this port: plug the reader in" },
	{ ENODEV, ZAIRYU_ERR_NO_READER, "nothing is connected to this port: plug the reader in" },
	{ EIO, ZAIRYU_ERR_NO_READER, "nothing is connected to this port: plug the reader in" },
	{ EISDIR, ZAIRYU_ERR_NO_READER, "this is a directory, not a reader's port" },
	{ EACCES, ZAIRYU_ERR_NO_PERMISSION,
	  "this user may not use the reader's port: add the user to the group of the device (dialout for serial ports, i2c or spi for those), then log in again" },
	{ EPERM, ZAIRYU_ERR_NO_PERMISSION, "this process may not use the reader's port" },
	{ EBUSY, ZAIRYU_ERR_READER_BUSY, IN_USE },
};

static struct outcome why_not(void)
{
	for (size_t i = 0; i < sizeof failures / sizeof *failures; i++) {
		if (failures[i].number == errno)
			return outcome_errno(failures[i].code, failures[i].message);
	}
	return outcome_errno(ZAIRYU_ERR_NO_READER, "the reader's port cannot be opened");
}

static struct outcome open_node(const struct connstring *connstring, int *fd)
{
	struct outcome outcome = outcome_ok;

	*fd = open(connstring->path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	if (*fd < 0)
		return why_not();
	if (connstring->driver->bus == BUS_SERIAL && !isatty(*fd)) {
		outcome = outcome_errno(ZAIRYU_ERR_NO_READER, "this is not a serial port");
		(void)close(*fd);
		*fd = -1;
	}
	return outcome;
}

static struct outcome name_holder(const struct connstring *connstring, struct outcome outcome)
{
	if (outcome.code == ZAIRYU_ERR_READER_BUSY)
		holder_blame(HOLDER_PROCESSES, connstring->path, &outcome);
	return outcome;
}

struct outcome port_open(const struct connstring *connstring, int *fd)
{
	struct outcome outcome = open_node(connstring, fd);

	if (outcome.code != ZAIRYU_OK)
		return name_holder(connstring, outcome);
	if (flock(*fd, LOCK_EX | LOCK_NB) == 0)
		return outcome;
	outcome = errno == EWOULDBLOCK ? outcome_errno(ZAIRYU_ERR_READER_BUSY, IN_USE) : why_not();
	(void)close(*fd);
	*fd = -1;
	return name_holder(connstring, outcome);
}

struct outcome port_check(const struct connstring *connstring)
{
	int fd;
	struct outcome outcome = open_node(connstring, &fd);

	if (fd >= 0)
		(void)close(fd);
	return outcome.code == ZAIRYU_ERR_READER_BUSY ? outcome_ok : outcome;
}

void port_claim(int fd)
{
	if (fd >= 0)
		(void)ioctl(fd, TIOCEXCL); /* for others than terminals it fails, and the lock must do */
}

void port_close(int *fd)
{
	if (*fd < 0)
		return;
	(void)ioctl(*fd, TIOCNXCL);
	(void)close(*fd);
	*fd = -1;
}

int port_is_gone(int fd)
{
	struct pollfd watched = { .fd = fd, .events = 0 };

	return fd >= 0 && poll(&watched, 1, 0) > 0 && (watched.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Why libnfc does not open a USB reader. */
#include "usb.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "holder.h"

/* Those of libnfc's USB drivers. */
static const struct {
	unsigned vendor, product;
} readers[] = {
	{ 0x04CC, 0x0531 }, { 0x04CC, 0x2533 }, { 0x04E6, 0x5591 }, { 0x04E6, 0x5594 }, { 0x054C, 0x0193 },
	{ 0x054C, 0x02E1 }, { 0x072F, 0x2200 }, { 0x072F, 0x2214 }, { 0x072F, 0x90CC }, { 0x1FD3, 0x0608 },
};

/* A number in a file of the device's folder. Returns false if there is none. */
static bool read_number(const char *system, const char *device, const char *name, int base, unsigned *out)
{
	char path[PATH_MAX], text[16] = "";
	char *end;
	ssize_t n;
	int fd;

	if (snprintf(path, sizeof path, "%s/%s/%s", system, device, name) >= (int)sizeof path)
		return false;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	n = read(fd, text, sizeof text - 1);
	(void)close(fd);
	if (n <= 0)
		return false;
	*out = (unsigned)strtoul(text, &end, base);
	return end != text;
}

static bool is_reader(const char *system, const char *device)
{
	unsigned vendor, product;

	if (!read_number(system, device, "idVendor", 16, &vendor) ||
	    !read_number(system, device, "idProduct", 16, &product))
		return false;
	for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
		if (readers[i].vendor == vendor && readers[i].product == product)
			return true;
	}
	return false;
}

/* The driver of the device's first interface; "" if none. */
static void find_driver(const char *system, const char *device, char *out, size_t cap)
{
	char path[PATH_MAX], target[PATH_MAX];
	const char *name;
	ssize_t n;

	out[0] = '\0';
	if (snprintf(path, sizeof path, "%s/%s:1.0/driver", system, device) >= (int)sizeof path)
		return;
	n = readlink(path, target, sizeof target - 1);
	if (n <= 0)
		return;
	target[n] = '\0';
	name = strrchr(target, '/');
	name = name ? name + 1 : target;
	(void)snprintf(out, cap, "%.*s", (int)cap - 1, name); /* cut, if it must be */
}

/* The device's node; "" if that is not known. */
static void find_node(const char *system, const char *devices, const char *device, char out[PATH_MAX])
{
	unsigned bus, number;

	if (!read_number(system, device, "busnum", 10, &bus) || !read_number(system, device, "devnum", 10, &number) ||
	    snprintf(out, PATH_MAX, "%s/%03u/%03u", devices, bus, number) >= PATH_MAX)
		out[0] = '\0';
}

static bool may_use(const char *node)
{
	return access(node, R_OK | W_OK) == 0 || (errno != EACCES && errno != EPERM);
}

static struct outcome held(const char *node)
{
	struct outcome outcome = outcome_own(
		ZAIRYU_ERR_DRIVER_CONFLICT,
		"another program holds the reader, most likely pcscd: use it as a pcsc: reader, or stop pcscd (systemctl stop pcscd.socket pcscd)");

	holder_blame(HOLDER_PROCESSES, node, &outcome);
	return outcome;
}

static struct outcome why_device(const char *system, const char *devices, const char *device)
{
	char driver[64], node[PATH_MAX];

	find_driver(system, device, driver, sizeof driver);
	find_node(system, devices, device, node);
	if (strcmp(driver, "usbfs") == 0)
		return held(node);
	if (driver[0] != '\0')
		return outcome_own(
			ZAIRYU_ERR_DRIVER_CONFLICT,
			"a kernel module holds the reader: as root, modprobe -r pn533_usb pn533 nfc (port100 for Sony's), then plug the reader in again");
	if (!may_use(node))
		return outcome_own(
			ZAIRYU_ERR_NO_PERMISSION,
			"this user may not use the USB reader: add the user to the group plugdev, log in again, and plug the reader in again");
	return outcome_own(ZAIRYU_ERR_COMMUNICATION,
			   "the USB reader is there but does not answer: unplug it and plug it in again");
}

struct outcome usb_why(const char *system, const char *devices)
{
	struct outcome why = outcome_own(
		ZAIRYU_ERR_NO_READER,
		"there is no reader that libnfc can find: plug one in, or name the port of one on a serial line, such as nfc:pn532_uart:/dev/ttyUSB0:115200");
	DIR *folder = opendir(system);
	const struct dirent *entry;
	bool found = false;

	if (!folder)
		return why;
	while (!found && (entry = readdir(folder))) {
		/* interfaces have a colon in their names, devices have none */
		if (entry->d_name[0] == '.' || strchr(entry->d_name, ':') || !is_reader(system, entry->d_name))
			continue;
		why = why_device(system, devices, entry->d_name);
		found = true;
	}
	(void)closedir(folder);
	return why;
}

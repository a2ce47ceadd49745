/* SPDX-License-Identifier: BSD-2-Clause */
/* The stand-in for libudev: as much of it as pcscd calls. A device is a number; its parent is itself. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "driver.h"

struct udev_device {
	int number;
	bool added;
	char node[32], product[8];
};

static struct udev_device *device_new(int number, bool added)
{
	struct udev_device *device = calloc(1, sizeof *device);

	if (!device)
		return NULL;
	device->number = number;
	device->added = added;
	(void)snprintf(device->node, sizeof device->node, DRIVER_NODE "%03d", number);
	(void)snprintf(device->product, sizeof device->product, "%04x", (unsigned)number);
	return device;
}

/* A list entry is a path in this table; the entry after the last is empty. */
static char paths[DRIVER_LINES + 1][16];

EXPORT void *udev_new(void)
{
	return paths;
}

EXPORT void *udev_unref(void *udev)
{
	(void)udev;
	return NULL;
}

EXPORT void *udev_enumerate_new(void *udev)
{
	return udev;
}

EXPORT void *udev_enumerate_unref(void *enumerate)
{
	(void)enumerate;
	return NULL;
}

EXPORT int udev_enumerate_add_match_subsystem(void *enumerate, const char *subsystem)
{
	(void)enumerate, (void)subsystem;
	return 0;
}

EXPORT int udev_enumerate_scan_devices(void *enumerate)
{
	uint8_t plugged[DRIVER_LINES];
	DWORD len = sizeof plugged;
	int fd = driver_call_the_test();

	(void)enumerate;
	if (fd < 0 || driver_ask(fd, DRIVER_LIST, NULL, 0, plugged, &len) != IFD_SUCCESS)
		len = 0;
	if (fd >= 0)
		(void)close(fd);
	for (DWORD i = 0; i < len; i++)
		(void)snprintf(paths[i], sizeof paths[i], "%d", plugged[i]);
	paths[len][0] = '\0';
	return 0;
}

EXPORT void *udev_enumerate_get_list_entry(void *enumerate)
{
	(void)enumerate;
	return paths[0][0] ? paths[0] : NULL;
}

EXPORT void *udev_list_entry_get_next(void *entry)
{
	char(*next)[16] = (char(*)[16])entry + 1;

	return (*next)[0] ? next : NULL;
}

EXPORT const char *udev_list_entry_get_name(void *entry)
{
	return entry;
}

EXPORT void *udev_device_new_from_syspath(void *udev, const char *path)
{
	(void)udev;
	return device_new((int)strtol(path, NULL, 10), true);
}

EXPORT void *udev_device_unref(void *device)
{
	free(device);
	return NULL;
}

EXPORT void *udev_device_get_parent_with_subsystem_devtype(void *device, const char *subsystem, const char *type)
{
	(void)subsystem, (void)type;
	return device;
}

EXPORT const char *udev_device_get_devnode(void *device)
{
	return ((const struct udev_device *)device)->node;
}

EXPORT const char *udev_device_get_sysname(void *device)
{
	return ((const struct udev_device *)device)->product;
}

EXPORT const char *udev_device_get_action(void *device)
{
	return ((const struct udev_device *)device)->added ? "add" : "remove";
}

EXPORT const char *udev_device_get_sysattr_value(void *device, const char *name)
{
	if (strcmp(name, "idVendor") == 0)
		return DRIVER_VENDOR;
	return strcmp(name, "idProduct") == 0 ? ((const struct udev_device *)device)->product : NULL;
}

/* What newer services ask: whether they are to leave the device alone. */
EXPORT const char *udev_device_get_property_value(void *device, const char *name)
{
	(void)device, (void)name;
	return NULL;
}

static int monitor = -1;

EXPORT void *udev_monitor_new_from_netlink(void *udev, const char *name)
{
	(void)name;
	monitor = driver_call_the_test();
	return monitor < 0 || driver_ask(monitor, DRIVER_MONITOR, NULL, 0, NULL, NULL) != IFD_SUCCESS ? NULL : udev;
}

EXPORT void *udev_monitor_unref(void *unused)
{
	(void)unused;
	return NULL;
}

EXPORT int udev_monitor_filter_add_match_subsystem_devtype(void *unused, const char *subsystem, const char *type)
{
	(void)unused, (void)subsystem, (void)type;
	return 0;
}

EXPORT int udev_monitor_enable_receiving(void *unused)
{
	(void)unused;
	return 0;
}

EXPORT int udev_monitor_get_fd(void *unused)
{
	(void)unused;
	return monitor;
}

EXPORT void *udev_monitor_receive_device(void *unused)
{
	struct driver_event event;

	(void)unused;
	if (recv(monitor, &event, sizeof event, 0) != (ssize_t)sizeof event) {
		for (;;) /* the test is gone, and pcscd with it in a moment */
			(void)pause();
	}
	return device_new(event.reader, event.plugged);
}

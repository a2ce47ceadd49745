/* SPDX-License-Identifier: BSD-2-Clause */
#include "doctor/usb_device.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "doctor/machine.h"

/* Integrated circuit cards, in bInterfaceClass. */
enum { CLASS_CARDS = 0x0B };

static const char devices_folder[] = "/sys/bus/usb/devices";

/* A number in a file of a folder; false if there is none. */
static bool read_number(const char *folder, const char *name, int base, unsigned *out)
{
	char path[PATH_MAX], text[16] = "", *end;

	if (snprintf(path, sizeof path, "%s/%s", folder, name) < PATH_MAX)
		machine_line(path, text, sizeof text);
	*out = (unsigned)strtoul(text, &end, base);
	return end != text;
}

/* The driver that has taken an interface, the end of where a link leads; "" if none. */
static void read_driver(const char *folder, char out[USB_DRIVER_MAX])
{
	char path[PATH_MAX], target[PATH_MAX];
	const char *slash;
	ssize_t len = -1;

	if (snprintf(path, sizeof path, "%s/driver", folder) < PATH_MAX)
		len = readlink(path, target, sizeof target - 1);
	target[len > 0 ? len : 0] = '\0';
	slash = strrchr(target, '/');
	(void)snprintf(out, USB_DRIVER_MAX, "%.*s", USB_DRIVER_MAX - 1, slash ? slash + 1 : target);
}

/* An interface, a folder called "1-2:1.0" beside its device's "1-2". */
static void add_interface(const char *folder, bool is_first, struct usb_device *device)
{
	unsigned class;
	bool of_cards = read_number(folder, "bInterfaceClass", 16, &class) && class == CLASS_CARDS;

	if ((of_cards && !device->is_reader) || (is_first && !device->is_reader))
		read_driver(folder, device->driver);
	device->is_reader = device->is_reader || of_cards;
}

static void add_interfaces(const char *system, const char *name, struct usb_device *device)
{
	const size_t len = strlen(name);
	const struct dirent *entry;
	DIR *folder = opendir(system);
	char path[PATH_MAX];

	while (folder && (entry = readdir(folder))) {
		if (strncmp(entry->d_name, name, len) != 0 || entry->d_name[len] != ':')
			continue;
		if (snprintf(path, sizeof path, "%s/%s", system, entry->d_name) < PATH_MAX)
			add_interface(path, strcmp(entry->d_name + len, ":1.0") == 0, device);
	}
	if (folder)
		(void)closedir(folder);
}

static bool read_device(const char *system, const char *name, struct usb_device *device)
{
	char folder[PATH_MAX], path[PATH_MAX];
	unsigned bus = 0, number = 0;

	*device = (struct usb_device){ 0 };
	if (snprintf(folder, sizeof folder, "%s/%s", system, name) >= PATH_MAX || strchr(name, ':') ||
	    !read_number(folder, "idVendor", 16, &device->vendor) ||
	    !read_number(folder, "idProduct", 16, &device->product))
		return false;
	if (snprintf(path, sizeof path, "%s/product", folder) < PATH_MAX)
		machine_line(path, device->name, sizeof device->name);
	if (read_number(folder, "busnum", 10, &bus) && read_number(folder, "devnum", 10, &number))
		(void)snprintf(device->node, sizeof device->node, "/dev/bus/usb/%03u/%03u", bus, number);
	add_interfaces(system, name, device);
	return true;
}

bool usb_devices_each(struct examination *exam, void (*each)(struct examination *exam, const struct usb_device *device))
{
	char system[PATH_MAX];
	const struct dirent *entry;
	struct usb_device device;
	DIR *folder = machine_path(exam, devices_folder, system) ? opendir(system) : NULL;

	if (!folder)
		return false;
	while ((entry = readdir(folder)))
		if (entry->d_name[0] != '.' && read_device(system, entry->d_name, &device))
			each(exam, &device);
	(void)closedir(folder);
	return true;
}

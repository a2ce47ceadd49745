/* SPDX-License-Identifier: BSD-2-Clause */
/* The form of connection strings, and what each driver of libnfc carries. */
#include "connstring.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* From libnfc's sources: where a driver's own buffers are smaller than the chip's frames, they are the limit. */
static const struct driver drivers[] = {
	{ "pn532_uart", BUS_SERIAL, COMMAND_MAX, RESPONSE_FRAME },
	{ "arygon", BUS_SERIAL, COMMAND_MAX, RESPONSE_FRAME },
	{ "acr122s", BUS_SERIAL, COMMAND_MAX, 250 },
	{ "pn532_i2c", BUS_FILE, COMMAND_MAX, 252 },
	{ "pn532_spi", BUS_FILE, COMMAND_MAX, RESPONSE_FRAME },
	{ "pn53x_usb", BUS_USB, COMMAND_MAX, RESPONSE_FRAME },
	{ "acr122_usb", BUS_USB, 252, 250 },
};
static const struct driver unknown_driver = { "", BUS_OTHER, 252, 250 };

static const char *const speeds[] = { "9600", "19200", "38400", "57600", "115200", "230400", "460800" };

static const struct driver *find_driver(const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof drivers / sizeof *drivers; i++) {
		if (strlen(drivers[i].name) == len && memcmp(drivers[i].name, name, len) == 0)
			return &drivers[i];
	}
	return &unknown_driver;
}

static bool is_speed(const char *text)
{
	for (size_t i = 0; i < sizeof speeds / sizeof *speeds; i++) {
		if (strcmp(speeds[i], text) == 0)
			return true;
	}
	return false;
}

static bool is_printable(const char *text)
{
	for (; *text; text++) {
		if ((unsigned char)*text < 0x20 || *text == 0x7F)
			return false;
	}
	return true;
}

static struct outcome take_path(const char *where, struct connstring *out)
{
	size_t len = strcspn(where, ":");
	bool speed_follows = where[len] == ':';

	if (len == 0 || where[0] != '/')
		return outcome_own(
			ZAIRYU_ERR_ARGUMENT,
			"the reader's port is missing: write DRIVER:/dev/NAME, such as pn532_uart:/dev/ttyUSB0:115200");
	if (out->driver->bus == BUS_SERIAL && speed_follows && !is_speed(where + len + 1))
		return outcome_own(
			ZAIRYU_ERR_ARGUMENT,
			"the speed of the reader's port must be 9600, 19200, 38400, 57600, 115200, 230400 or 460800");
	memcpy(out->path, where, len);
	out->path[len] = '\0';
	return outcome_ok;
}

struct outcome connstring_parse(const char *text, struct connstring *out)
{
	size_t name_len = strcspn(text, ":");

	memset(out, 0, sizeof *out);
	if (strlen(text) >= sizeof out->text)
		return outcome_own(ZAIRYU_ERR_ARGUMENT, "a connection string has at most 1023 characters");
	if (name_len == 0 || !is_printable(text))
		return outcome_own(ZAIRYU_ERR_ARGUMENT, "a connection string begins with the name of a libnfc driver");
	memcpy(out->text, text, strlen(text) + 1);
	out->driver = find_driver(text, name_len);
	if (out->driver->bus != BUS_SERIAL && out->driver->bus != BUS_FILE)
		return outcome_ok;
	return take_path(text[name_len] ? text + name_len + 1 : "", out);
}

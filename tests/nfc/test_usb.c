/* SPDX-License-Identifier: BSD-2-Clause */
/* Why a USB reader cannot be used, as the system's folders tell. */
#define _GNU_SOURCE /* setresuid() */

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../support/suite.h"
#include "outcome.h"
#include "usb.h"

/* A folder as /sys/bus/usb/devices has it, with one reader. */
static char root[] = "/tmp/zairyu-usb-XXXXXX";

static void put(const char *name, const char *text)
{
	char file[200];
	FILE *out;

	snprintf(file, sizeof file, "%s/%s", root, name);
	out = fopen(file, "w");
	ck_assert_ptr_nonnull(out);
	fputs(text, out);
	fclose(out);
}

static void make(const char *name)
{
	char folder[200];

	snprintf(folder, sizeof folder, "%s/%s", root, name);
	ck_assert_int_eq(mkdir(folder, 0755), 0);
}

static void bind_driver(const char *driver)
{
	char link[200];

	snprintf(link, sizeof link, "%s/1-2:1.0/driver", root);
	(void)unlink(link);
	if (driver)
		ck_assert_int_eq(symlink(driver, link), 0);
}

START_TEST(usb_readers)
{
	char command[200], node[200];

	ck_assert_ptr_nonnull(mkdtemp(root));
	ck_assert_int_eq(chmod(root, 0755), 0);
	ck_assert_int_eq(usb_why(root, root).code, ZAIRYU_ERR_NO_READER);
	make("1-1");
	put("1-1/idVendor", "1d6b\n");
	put("1-1/idProduct", "0002\n");
	make("1-2:1.0");
	ck_assert_int_eq(usb_why(root, root).code, ZAIRYU_ERR_NO_READER);
	make("1-2");
	put("1-2/idVendor", "072f\n");
	put("1-2/idProduct", "2200\n");
	put("1-2/busnum", "1\n");
	put("1-2/devnum", "7\n");
	make("001");
	put("001/007", "");
	ck_assert_int_eq(usb_why(root, root).code, ZAIRYU_ERR_COMMUNICATION);
	bind_driver("../../../../bus/usb/drivers/usbfs");
	ck_assert_int_eq(usb_why(root, root).code, ZAIRYU_ERR_DRIVER_CONFLICT);
	ck_assert_ptr_nonnull(strstr(usb_why(root, root).message, "pcscd"));
	bind_driver("../../../../bus/usb/drivers/pn533_usb");
	ck_assert_int_eq(usb_why(root, root).code, ZAIRYU_ERR_DRIVER_CONFLICT);
	ck_assert_ptr_nonnull(strstr(usb_why(root, root).message, "modprobe"));
	bind_driver(NULL);
	snprintf(node, sizeof node, "%s/001/007", root);
	ck_assert_int_eq(chmod(node, 0), 0);
	if (getuid() == 0)
		ck_assert_int_eq(setresuid(65534, 65534, 0), 0);
	ck_assert_int_eq(usb_why(root, root).code, ZAIRYU_ERR_NO_PERMISSION);
	if (setresuid(0, 0, 0)) /* as before, if we were root */
		ck_assert_int_ne(getuid(), 0);
	ck_assert_int_eq(usb_why("/nonexistent", "/nonexistent").code, ZAIRYU_ERR_NO_READER);
	snprintf(command, sizeof command, "rm -r %s", root);
	ck_assert_int_eq(system(command), 0);
}
END_TEST

SUITE_MAIN("nfc usb", 60, usb_readers)

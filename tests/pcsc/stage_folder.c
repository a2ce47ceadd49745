/* SPDX-License-Identifier: BSD-2-Clause */
#include "stage_folder.h"

#include <check.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "driver.h"

static void make_folder(const char *folder, const char *name)
{
	char path[128];

	(void)snprintf(path, sizeof path, "%s/%s", folder, name);
	ck_assert_int_eq(mkdir(path, 0755), 0);
}

static void write_strings(FILE *file, const char *key, const char *const *names, int count,
			  const char *(*value)(const char *const *names, int i))
{
	fprintf(file, "<key>%s</key>\n<array>\n", key);
	for (int i = 0; i < count; i++)
		fprintf(file, "<string>%s</string>\n", value(names, i));
	fprintf(file, "</array>\n");
}

static const char *vendor(const char *const *names, int i)
{
	(void)names, (void)i;
	return "0x" DRIVER_VENDOR;
}

static const char *product(const char *const *names, int i)
{
	static char text[16];

	(void)names;
	(void)snprintf(text, sizeof text, "0x%04x", (unsigned)i);
	return text;
}

static const char *name(const char *const *names, int i)
{
	return names[i];
}

void stage_write_folder(const char *folder, const char *const *names, int count)
{
	static const char *const folders[] = { "run",
					       "config",
					       "drivers",
					       "drivers/test.bundle",
					       "drivers/test.bundle/Contents",
					       "drivers/test.bundle/Contents/Linux" };
	char path[160];
	FILE *file;

	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		make_folder(folder, folders[i]);
	(void)snprintf(path, sizeof path, "%s/drivers/test.bundle/Contents/Info.plist", folder);
	file = fopen(path, "w");
	ck_assert_ptr_nonnull(file);
	fprintf(file, "<plist>\n<dict>\n<key>CFBundleExecutable</key>\n<string>driver.so</string>\n");
	write_strings(file, "ifdVendorID", names, count, vendor);
	write_strings(file, "ifdProductID", names, count, product);
	write_strings(file, "ifdFriendlyName", names, count, name);
	fprintf(file, "</dict>\n</plist>\n");
	ck_assert_int_eq(fclose(file), 0);
	(void)snprintf(path, sizeof path, "%s/drivers/test.bundle/Contents/Linux/driver.so", folder);
	ck_assert_int_eq(symlink(TEST_DRIVER, path), 0);
}

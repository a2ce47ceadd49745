/* SPDX-License-Identifier: BSD-2-Clause */
/* Modules of the kernel that take readers which pcscd or libnfc need. */
#include <stdio.h>
#include <string.h>

#include "doctor/checks.h"
#include "doctor/machine.h"

/* In the order in which they can be removed. Those that hold no reader themselves only go with one that does. */
static const struct {
	const char *name;
	bool holds;
} modules[] = {
	{ "pn533_usb", true }, { "pn533_i2c", true },    { "pn533", true },
	{ "port100", true },   { "nfc_digital", false }, { "nfc", false },
};
enum { MODULES = sizeof modules / sizeof *modules, NAMES_MAX = 128 };

static void note(const char *line, bool loaded[MODULES])
{
	const size_t len = strcspn(line, " \n");

	for (size_t i = 0; i < MODULES; i++)
		if (strlen(modules[i].name) == len && strncmp(modules[i].name, line, len) == 0)
			loaded[i] = true;
}

static bool read_loaded(const struct examination *exam, bool loaded[MODULES])
{
	char path[PATH_MAX], line[512];
	FILE *file = machine_path(exam, "/proc/modules", path) ? fopen(path, "re") : NULL;

	while (file && fgets(line, sizeof line, file))
		note(line, loaded);
	if (file)
		(void)fclose(file);
	return file != NULL;
}

void check_modules(struct examination *exam)
{
	bool loaded[MODULES] = { false }, holds = false;
	struct findings *findings = &exam->findings;
	char names[NAMES_MAX] = "";

	if (!read_loaded(exam, loaded))
		return; /* another machine's kernel, or one without modules */
	for (size_t i = 0; i < MODULES; i++) {
		const size_t used = strlen(names);

		holds = holds || (loaded[i] && modules[i].holds);
		if (loaded[i])
			(void)snprintf(names + used, sizeof names - used, "%s%s", used ? " " : "", modules[i].name);
	}
	if (holds)
		findings_remedy(findings, findings_add(findings, FOUND_MODULES, names, NULL), REMEDY_REMOVE_MODULES,
				names);
	else
		(void)findings_add(findings, FOUND_MODULES_NONE, NULL, NULL);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Whether this user is let in: by the service, which asks polkit, and at serial ports. The real thing is tried. */
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "doctor/checks.h"
#include "doctor/machine.h"

/* Ports of boards with a PN53x chip and a USB plug. */
static bool is_port(const char *name)
{
	return strncmp(name, "ttyUSB", 6) == 0 || strncmp(name, "ttyACM", 6) == 0;
}

static bool is_refused(const struct examination *exam, const char *name)
{
	char path[PATH_MAX], device[PATH_MAX];

	(void)snprintf(device, sizeof device, "/dev/%s", name);
	return machine_path(exam, device, path) && access(path, R_OK | W_OK) != 0;
}

static void check_ports(struct examination *exam)
{
	char path[PATH_MAX];
	const struct dirent *entry;
	struct findings *findings = &exam->findings;
	DIR *devices = machine_path(exam, "/dev", path) ? opendir(path) : NULL;
	bool refused = false;

	while (devices && !refused && (entry = readdir(devices))) {
		refused = is_port(entry->d_name) && is_refused(exam, entry->d_name);
		if (refused)
			findings_remedy(findings, findings_add(findings, FOUND_PERMISSION_SERIAL, entry->d_name, NULL),
					REMEDY_JOIN_DIALOUT, machine_user());
	}
	if (devices)
		(void)closedir(devices);
}

void check_permission(struct examination *exam)
{
	const struct reader_list *list = examination_list_of(exam, "pcsc");
	struct findings *findings = &exam->findings;

	if (list && list->rc == ZAIRYU_ERR_NO_PERMISSION) {
		findings_remedy(findings, findings_add(findings, FOUND_PERMISSION_REFUSED, machine_user(), NULL),
				REMEDY_LET_IN, machine_user());
		examination_blocks_service(exam, ZAIRYU_ERR_NO_PERMISSION);
	} else if (list && list->rc == ZAIRYU_OK) {
		(void)findings_add(findings, FOUND_PERMISSION, machine_user(), NULL);
	}
	check_ports(exam);
}

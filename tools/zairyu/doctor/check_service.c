/* SPDX-License-Identifier: BSD-2-Clause */
/* The PC/SC service: is it there, does it run, does it answer. Whom it lets in is another check. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "doctor/checks.h"
#include "doctor/machine.h"
#include "files/file_path.h"

static const char *const programs[] = { "/usr/sbin/pcscd", "/usr/bin/pcscd", "/usr/local/sbin/pcscd" };

static bool is_installed(const struct examination *exam)
{
	for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
		if (machine_has(exam, programs[i]))
			return true;
	return false;
}

/* Where the service listens; false if the name is too long for one. */
static bool socket_address(const struct examination *exam, struct sockaddr_un *out)
{
	const char *name = getenv("PCSCLITE_CSOCK_NAME");
	char path[PATH_MAX];

	*out = (struct sockaddr_un){ .sun_family = AF_UNIX };
	if (!name && !machine_path(exam, "/run/pcscd/pcscd.comm", path))
		return false;
	return snprintf(out->sun_path, sizeof out->sun_path, "%s", name ? name : path) < (int)sizeof out->sun_path;
}

static bool has_socket(const struct examination *exam)
{
	struct sockaddr_un address;

	return socket_address(exam, &address) && file_exists(address.sun_path);
}

/* Whether somebody listens there, and thus does not answer, or another who is to be started by it. */
static bool is_listening(const struct examination *exam)
{
	struct sockaddr_un address;
	const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	const bool listens = fd >= 0 && socket_address(exam, &address) &&
			     connect(fd, (const struct sockaddr *)&address, sizeof address) == 0;

	if (fd >= 0)
		(void)close(fd);
	return listens;
}

static void add(struct examination *exam, enum found what, enum remedy remedy)
{
	struct findings *findings = &exam->findings;

	findings_remedy(findings, findings_add(findings, what, NULL, NULL), remedy, NULL);
}

/* Nobody answers: what there is tells what to do. */
static void add_stopped(struct examination *exam)
{
	const bool systemd = machine_has(exam, "/run/systemd/system");

	if (!is_installed(exam) && machine_is_container(exam))
		add(exam, FOUND_SERVICE_OUTSIDE, REMEDY_HAND_IN_SOCKET);
	else if (!is_installed(exam))
		add(exam, FOUND_SERVICE_NOT_INSTALLED, REMEDY_INSTALL_SERVICE);
	else if (!systemd)
		add(exam, FOUND_SERVICE_STOPPED, REMEDY_RUN_SERVICE);
	else
		add(exam, FOUND_SERVICE_STOPPED, has_socket(exam) ? REMEDY_RESTART_SERVICE : REMEDY_ENABLE_SERVICE);
}

static void add_other(struct examination *exam, int rc, enum remedy remedy)
{
	findings_add_failure(&exam->findings, FOUND_SERVICE_FAILED, NULL, rc);
	findings_remedy(&exam->findings, findings_last(&exam->findings), remedy, NULL);
}

static void add_failure(struct examination *exam, int rc)
{
	const enum remedy restart = machine_has(exam, "/run/systemd/system") ? REMEDY_RESTART_SERVICE : REMEDY_NONE;

	if (rc == ZAIRYU_ERR_NO_SERVICE && !is_listening(exam))
		add_stopped(exam);
	else if (rc == ZAIRYU_ERR_NO_SERVICE || rc == ZAIRYU_ERR_TIMEOUT)
		add(exam, FOUND_SERVICE_SILENT, restart);
	else
		add_other(exam, rc, restart);
}

void check_service(struct examination *exam)
{
	const struct reader_list *list = examination_list_of(exam, "pcsc");

	if (!list) {
		(void)findings_add(&exam->findings, FOUND_SERVICE_NOT_BUILT_IN, NULL, NULL);
	} else if (list->rc == ZAIRYU_OK || list->rc == ZAIRYU_ERR_NO_PERMISSION) {
		(void)findings_add(&exam->findings, FOUND_SERVICE, NULL, NULL);
	} else {
		add_failure(exam, list->rc);
		examination_blocks_service(exam, list->rc);
	}
}

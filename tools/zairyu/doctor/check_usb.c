/* SPDX-License-Identifier: BSD-2-Clause */
/* Readers that are plugged in and that nobody can use. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "doctor/checks.h"
#include "doctor/machine.h"
#include "doctor/reader_advice.h"
#include "doctor/reader_table.h"
#include "doctor/usb_device.h"

/* What has taken an interface for a program, such as pcscd or one that uses libnfc. */
static const char of_a_program[] = "usbfs";

/* Whether the service, or libnfc, lists a reader of this model. */
static bool is_listed(const struct examination *exam, const struct data_row *model)
{
	for (size_t i = 0; i < exam->list_count; i++)
		for (size_t n = 0; n < zairyu_readers_count(exam->lists[i].readers); n++)
			if (reader_by_name(&exam->models, zairyu_readers_label(exam->lists[i].readers, n)) == model)
				return true;
	return false;
}

static bool is_refused(const struct examination *exam, const char *node)
{
	char path[PATH_MAX];

	return node[0] && machine_path(exam, node, path) && access(path, F_OK) == 0 && access(path, R_OK | W_OK) != 0;
}

static void add(struct examination *exam, enum found what, const char *one, const char *two, enum remedy remedy,
		const char *with)
{
	findings_remedy(&exam->findings, findings_add(&exam->findings, what, one, two), remedy, with);
}

static void add_held(struct examination *exam, const char *name, const char *driver)
{
	/* what may be removed, and what goes with it; others are there for a reason that is not known here */
	static const char *const modules[][2] = { { "pn533_usb", " pn533" }, { "port100", "" } };
	char removed[USB_DRIVER_MAX + 16] = "";

	for (size_t i = 0; i < sizeof modules / sizeof *modules; i++)
		if (strcmp(driver, modules[i][0]) == 0)
			(void)snprintf(removed, sizeof removed, "%s%s", driver, modules[i][1]);
	add(exam, FOUND_USB_HELD, name, driver, removed[0] ? REMEDY_REMOVE_MODULES : REMEDY_NONE, removed);
}

/* A reader that no driver has taken, while the service runs. */
static void add_free(struct examination *exam, const struct usb_device *device, const struct data_row *model,
		     const char *name)
{
	const struct reader_list *list = examination_list_of(exam, "pcsc");
	const char *driver = model ? reader_text(model, READER_DRIVER) : NULL;

	if (driver && strcmp(driver, "libnfc") == 0) {
		if (is_refused(exam, device->node))
			add(exam, FOUND_USB_REFUSED, name, NULL, REMEDY_JOIN_PLUGDEV, machine_user());
	} else if (list && list->rc == ZAIRYU_OK && !(model && is_listed(exam, model))) {
		add(exam, model ? FOUND_USB_NO_DRIVER : FOUND_USB_UNKNOWN, name, NULL, REMEDY_INSTALL_DRIVER,
		    driver ? driver : "libccid");
	}
}

static void look_at(struct examination *exam, const struct usb_device *device)
{
	const struct data_row *model = reader_by_usb(&exam->models, device->vendor, device->product);
	const char *name = model ? model->column[READER_NAME] : device->name[0] ? device->name : "USB";

	if (!model && !device->is_reader)
		return;
	if (model && reader_is(model, READER_DRIVER, "none"))
		(void)reader_add_advice(exam, FOUND_USB_NOT_USABLE, name, model);
	else if (device->driver[0] && strcmp(device->driver, of_a_program) != 0)
		add_held(exam, name, device->driver);
	else if (!device->driver[0])
		add_free(exam, device, model, name);
}

void check_usb(struct examination *exam)
{
	const size_t before = exam->findings.count;

	if (!usb_devices_each(exam, look_at))
		(void)findings_add(&exam->findings, FOUND_USB_UNSEEN, NULL, NULL);
	else if (exam->findings.count == before)
		(void)findings_add(&exam->findings, FOUND_USB, NULL, NULL);
}

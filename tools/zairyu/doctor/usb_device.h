/* SPDX-License-Identifier: BSD-2-Clause */
/* What the kernel says of the devices on USB (/sys/bus/usb/devices). */
#ifndef DOCTOR_USB_DEVICE_H
#define DOCTOR_USB_DEVICE_H

#include "doctor/examination.h"

enum { USB_TEXT_MAX = 128, USB_DRIVER_MAX = 64 };

struct usb_device {
	unsigned vendor, product;
	char name[USB_TEXT_MAX];     /* as the device calls itself, or "" */
	bool is_reader;              /* it has an interface of the class of card readers */
	char driver[USB_DRIVER_MAX]; /* of that interface, otherwise of the first; "" if none has taken it */
	char node[USB_TEXT_MAX];     /* "/dev/bus/usb/001/002" */
};

/* Calls `each` with every device. False if this machine does not say what there is. */
bool usb_devices_each(struct examination *exam,
		      void (*each)(struct examination *exam, const struct usb_device *device));

#endif

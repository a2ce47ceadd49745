/* SPDX-License-Identifier: BSD-2-Clause */
/* A driver for readers that exist only in a test [IFDHandler 3]. pcscd makes no two calls for one reader at a time. */
#include "driver.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int driver_call_the_test(void)
{
	struct sockaddr_un un = { .sun_family = AF_UNIX };
	const char *folder = getenv(DRIVER_FOLDER_ENV);
	int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);

	(void)snprintf(un.sun_path, sizeof un.sun_path, "%.90s/" DRIVER_SOCKET, folder ? folder : "");
	if (fd >= 0 && connect(fd, (struct sockaddr *)&un, sizeof un) == 0)
		return fd;
	if (fd >= 0)
		(void)close(fd);
	return -1;
}

RESPONSECODE driver_ask(int fd, enum driver_call call, const void *data, size_t len, void *answer, DWORD *answer_len)
{
	struct driver_packet packet = { .code = (int32_t)call };
	const DWORD room = answer_len ? *answer_len : 0;
	ssize_t n;

	if (answer_len)
		*answer_len = 0;
	if (len > sizeof packet.data)
		return IFD_COMMUNICATION_ERROR;
	if (len)
		memcpy(packet.data, data, len);
	if (send(fd, &packet, DRIVER_HEADER + len, MSG_NOSIGNAL) < 0)
		return IFD_COMMUNICATION_ERROR;
	n = recv(fd, &packet, sizeof packet, 0);
	if (n < DRIVER_HEADER)
		return IFD_COMMUNICATION_ERROR;
	n -= DRIVER_HEADER;
	if ((DWORD)n > room)
		n = (ssize_t)room;
	if (n > 0)
		memcpy(answer, packet.data, (size_t)n);
	if (answer_len)
		*answer_len = (DWORD)n;
	return packet.code;
}

static int lines[DRIVER_LINES];

static int *line_of(DWORD lun)
{
	return &lines[(lun >> 16) % DRIVER_LINES];
}

EXPORT RESPONSECODE IFDHCreateChannelByName(DWORD lun, LPSTR name)
{
	int fd = driver_call_the_test();
	RESPONSECODE rc =
		fd < 0 ? IFD_COMMUNICATION_ERROR : driver_ask(fd, DRIVER_OPEN, name, strlen(name) + 1, NULL, NULL);

	if (rc == IFD_SUCCESS)
		*line_of(lun) = fd;
	else if (fd >= 0)
		(void)close(fd);
	return rc;
}

EXPORT RESPONSECODE IFDHCreateChannel(DWORD lun, DWORD channel)
{
	(void)lun, (void)channel;
	return IFD_NOT_SUPPORTED;
}

EXPORT RESPONSECODE IFDHCloseChannel(DWORD lun)
{
	(void)close(*line_of(lun));
	return IFD_SUCCESS;
}

EXPORT RESPONSECODE IFDHGetCapabilities(DWORD lun, DWORD tag, PDWORD len, PUCHAR value)
{
	(void)lun;
	if (tag == TAG_IFD_SLOTS_NUMBER || tag == TAG_IFD_THREAD_SAFE)
		*value = 1;
	else if (tag == TAG_IFD_SIMULTANEOUS_ACCESS)
		*value = DRIVER_LINES;
	else
		return IFD_ERROR_TAG;
	*len = 1;
	return IFD_SUCCESS;
}

EXPORT RESPONSECODE IFDHSetCapabilities(DWORD lun, DWORD tag, DWORD len, PUCHAR value)
{
	(void)lun, (void)tag, (void)len, (void)value;
	return IFD_ERROR_TAG;
}

EXPORT RESPONSECODE IFDHSetProtocolParameters(DWORD lun, DWORD protocol, UCHAR flags, UCHAR p1, UCHAR p2, UCHAR p3)
{
	(void)lun, (void)protocol, (void)flags, (void)p1, (void)p2, (void)p3;
	return IFD_SUCCESS;
}

EXPORT RESPONSECODE IFDHPowerICC(DWORD lun, DWORD action, PUCHAR atr, PDWORD len)
{
	const enum driver_call call = action == IFD_POWER_UP ? DRIVER_POWER_UP
				      : action == IFD_RESET  ? DRIVER_RESET
							     : DRIVER_POWER_DOWN;

	*len = MAX_ATR_SIZE;
	return driver_ask(*line_of(lun), call, NULL, 0, atr, len);
}

EXPORT RESPONSECODE IFDHTransmitToICC(DWORD lun, SCARD_IO_HEADER pci, PUCHAR command, DWORD command_len, PUCHAR answer,
				      PDWORD answer_len, PSCARD_IO_HEADER answer_pci)
{
	(void)pci, (void)answer_pci;
	return driver_ask(*line_of(lun), DRIVER_TRANSMIT, command, command_len, answer, answer_len);
}

EXPORT RESPONSECODE IFDHICCPresence(DWORD lun)
{
	return driver_ask(*line_of(lun), DRIVER_PRESENCE, NULL, 0, NULL, NULL);
}

EXPORT RESPONSECODE IFDHControl(DWORD lun, DWORD code, PUCHAR command, DWORD command_len, PUCHAR answer, DWORD room,
				LPDWORD answer_len)
{
	(void)lun, (void)code, (void)command, (void)command_len, (void)answer, (void)room;
	*answer_len = 0;
	return IFD_ERROR_NOT_SUPPORTED;
}

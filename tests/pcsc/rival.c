/* SPDX-License-Identifier: BSD-2-Clause */
/* Another program that wants the same card. */
#define _GNU_SOURCE /* prctl's constants */
#include "rival.h"

#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <winscard.h>

#include "../support/clock.h"

struct rival {
	pid_t pid;
	int to, from;
};

static bool take(enum rival_job job, SCARDCONTEXT context, SCARDHANDLE *card)
{
	DWORD mode = job == RIVAL_EXCLUSIVE ? SCARD_SHARE_EXCLUSIVE : SCARD_SHARE_SHARED, protocol;

	for (int i = 0; i < 300; i++) {
		if (SCardConnect(context, "Virtual PCD 00 00", mode, SCARD_PROTOCOL_T1, card, &protocol) ==
		    SCARD_S_SUCCESS)
			return true;
		sleep_ms(50);
	}
	return false;
}

static bool claim(enum rival_job job, SCARDHANDLE card)
{
	static const uint8_t grant[] = { 0x00, 0x20, 0x00, 0x00 };
	uint8_t answer[258];
	DWORD len = sizeof answer;

	if (job == RIVAL_TRANSACTION)
		return SCardBeginTransaction(card) == SCARD_S_SUCCESS;
	if (job == RIVAL_SHARED)
		return SCardTransmit(card, SCARD_PCI_T1, grant, sizeof grant, NULL, answer, &len) == SCARD_S_SUCCESS;
	return true;
}

static void run(enum rival_job job, int in, int out)
{
	SCARDCONTEXT context;
	SCARDHANDLE card;
	char byte = 1;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context) != SCARD_S_SUCCESS)
		_exit(1);
	if (!take(job, context, &card) || !claim(job, card) || write(out, &byte, 1) != 1)
		_exit(1);
	(void)!read(in, &byte, 1);
	if (job == RIVAL_TRANSACTION)
		SCardEndTransaction(card, SCARD_LEAVE_CARD);
	SCardDisconnect(card, job == RIVAL_RESET ? SCARD_RESET_CARD : SCARD_LEAVE_CARD);
	SCardReleaseContext(context);
	_exit(0);
}

struct rival *rival_start(enum rival_job job)
{
	struct rival *rival = malloc(sizeof *rival);
	int in[2], out[2];

	if (!rival || pipe(in) || pipe(out))
		abort();
	rival->pid = fork();
	if (rival->pid == 0) {
		close(in[1]);
		close(out[0]);
		free(rival);
		run(job, in[0], out[1]);
	}
	close(in[0]);
	close(out[1]);
	rival->to = in[1];
	rival->from = out[0];
	return rival;
}

bool rival_ready(struct rival *rival, int within_ms)
{
	struct pollfd fd = { .fd = rival->from, .events = POLLIN };
	char byte;

	return poll(&fd, 1, within_ms) == 1 && read(rival->from, &byte, 1) == 1;
}

void rival_go(struct rival *rival)
{
	if (rival->to >= 0)
		close(rival->to);
	rival->to = -1;
}

void rival_end(struct rival *rival)
{
	rival_go(rival);
	waitpid(rival->pid, NULL, 0);
	close(rival->from);
	free(rival);
}

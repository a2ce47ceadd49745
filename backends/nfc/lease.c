/* SPDX-License-Identifier: BSD-2-Clause */
/* Who in this process holds which device. */
#include "lease.h"

#include <nfc/nfc.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { LOOK_MS = 20 };

struct lease {
	atomic_int holds;
	atomic_int abandoned;
	nfc_connstring name; /* "" while it holds nothing */
	struct lease *next;
};

/* A device is the process's as much as libnfc is; see process.h. */
static struct {
	pthread_mutex_t lock;
	struct lease *first;
} taken = { PTHREAD_MUTEX_INITIALIZER, NULL };

struct lease *lease_new(void)
{
	struct lease *lease = calloc(1, sizeof *lease);

	if (lease) {
		atomic_init(&lease->holds, 2);
		atomic_init(&lease->abandoned, 0);
	}
	return lease;
}

void lease_drop(struct lease *lease)
{
	if (lease && atomic_fetch_sub(&lease->holds, 1) == 1)
		free(lease);
}

void lease_abandon(struct lease *lease)
{
	if (lease)
		atomic_store(&lease->abandoned, 1);
}

int lease_is_abandoned(const struct lease *lease)
{
	return atomic_load(&lease->abandoned);
}

/* Takes it if nobody has it. Returns who has it, if anybody: 0 nobody, 1 one who is about to leave, 2 another. */
static int try_to_take(struct lease *lease, const char *name)
{
	int found = 0;

	(void)pthread_mutex_lock(&taken.lock);
	for (const struct lease *at = taken.first; at && !found; at = at->next) {
		if (strcmp(at->name, name) == 0)
			found = lease_is_abandoned(at) ? 1 : 2;
	}
	if (!found) {
		memcpy(lease->name, name, strlen(name) + 1);
		lease->next = taken.first;
		taken.first = lease;
	}
	(void)pthread_mutex_unlock(&taken.lock);
	return found;
}

struct outcome lease_take(struct lease *lease, const char *name)
{
	int found;

	while ((found = try_to_take(lease, name)) == 1) {
		if (lease_is_abandoned(lease))
			return outcome_own(ZAIRYU_ERR_CANCELLED, "the caller has stopped waiting");
		(void)zairyu_wait_sleep(NULL, LOOK_MS, NULL);
	}
	if (found)
		return outcome_own(ZAIRYU_ERR_READER_BUSY, "this program has the reader open already");
	return outcome_ok;
}

void lease_give_back(struct lease *lease)
{
	(void)pthread_mutex_lock(&taken.lock);
	for (struct lease **at = &taken.first; *at; at = &(*at)->next) {
		if (*at == lease) {
			*at = lease->next;
			break;
		}
	}
	lease->name[0] = '\0';
	lease->next = NULL;
	(void)pthread_mutex_unlock(&taken.lock);
}

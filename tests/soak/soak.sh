#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# soak.sh WITH_PCSCD COUNTER SOAK READS [SEED]: the long run through both readers, and at the counter with half as many
# cards. WITH_PCSCD and COUNTER are "none" where they were not built.
with_pcscd=$1 counter=$2 soak=$3 reads=$4 seed=${5:-1} status=0
run() {
	"$@"
	case $? in
	0) ;;
	77) echo "skipped: $*" ;;
	*) status=1 ;;
	esac
}
[ "$with_pcscd" = none ] || run "$with_pcscd" "$soak" pcsc "$reads" "$seed"
LIBNFC_AUTO_SCAN=false run "$soak" nfc "$reads" "$seed"
[ "$counter" = none ] || ZAIRYU_TEST_CUSTOMERS=$((reads / 2)) run "$counter"
exit $status

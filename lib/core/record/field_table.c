/* SPDX-License-Identifier: BSD-2-Clause */
/* Stable names and labels of the fields. The labels are the words of the card where the card has them. */
#include <stddef.h>
#include <zairyu/error.h>
#include <zairyu/record.h>

#include "common/bilingual.h"

static const struct {
	const char *name;
	const char *ja;
	const char *en;
} field_table[ZAIRYU_FIELD_LAST + 1] = {
	[ZAIRYU_FIELD_ADDRESS_DATE] = { "address_date", "住居地の記載年月日", "Date of address entry" },
	[ZAIRYU_FIELD_MUNICIPALITY] = { "municipality", "市町村コード", "Municipality code" },
	[ZAIRYU_FIELD_ADDRESS] = { "address", "住居地", "Address" },
	[ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION] = { "comprehensive_permission", "資格外活動許可（包括許可）",
						    "Permission for other activities (comprehensive)" },
	[ZAIRYU_FIELD_INDIVIDUAL_PERMISSION] = { "individual_permission", "資格外活動許可（個別許可）",
						 "Permission for other activities (individual)" },
	[ZAIRYU_FIELD_RENEWAL_PENDING] = { "renewal_pending", "在留期間更新等許可申請",
					   "Application for extension of stay and the like" },
	[ZAIRYU_FIELD_CARD_EXPIRY] = { "card_expiry", "有効期間の満了日", "Valid until" },
	[ZAIRYU_FIELD_BIRTH_DATE] = { "birth_date", "生年月日", "Date of birth" },
	[ZAIRYU_FIELD_SEX] = { "sex", "性別", "Sex" },
	[ZAIRYU_FIELD_NATIONALITY] = { "nationality", "国籍・地域", "Nationality/Region" },
	[ZAIRYU_FIELD_STATUS_OF_RESIDENCE] = { "status_of_residence", "在留資格", "Status" },
	[ZAIRYU_FIELD_PERIOD_OF_STAY] = { "period_of_stay", "在留期間", "Period of stay" },
	[ZAIRYU_FIELD_PERMISSION_TYPE] = { "permission_type", "許可の種類", "Type of permission" },
	[ZAIRYU_FIELD_PERMISSION_DATE] = { "permission_date", "許可年月日", "Date of permission" },
	[ZAIRYU_FIELD_WORK_RESTRICTION] = { "work_restriction", "就労制限の有無", "Work restriction" },
	[ZAIRYU_FIELD_PERIOD_OF_STAY_EXPIRY] = { "period_of_stay_expiry", "在留期間の満了日",
						 "Period of stay, date of expiration" },
	[ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION_EXPIRY] = { "comprehensive_permission_expiry",
							   "資格外活動許可（包括許可）の満了日",
							   "Comprehensive permission, date of expiration" },
	[ZAIRYU_FIELD_COMMISSIONER_ENTRY] = { "commissioner_entry", "出入国在留管理庁長官による記載",
					      "Entry by the Commissioner" },
	[ZAIRYU_FIELD_RESERVED] = { "reserved", "予備", "Reserved" },
	[ZAIRYU_FIELD_CARD_NUMBER] = { "card_number", "番号", "No." },
};

const char *zairyu_field_name(int field)
{
	return field >= 1 && field <= ZAIRYU_FIELD_LAST ? field_table[field].name : NULL;
}

const char *zairyu_field_label(int field, int language)
{
	if (field < 1 || field > ZAIRYU_FIELD_LAST)
		return NULL;
	return in_language(language, field_table[field].ja, field_table[field].en);
}

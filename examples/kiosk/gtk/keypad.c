/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/keypad.h"

#include "gtk/page.h"

struct key {
	keypad_type_fn *type;
	gpointer userdata;
	char text[2];
};

static void pressed(GtkButton *button, gpointer data)
{
	const struct key *key = data;

	(void)button;
	key->type(key->userdata, key->text);
}

static void free_key(gpointer data, GClosure *closure)
{
	(void)closure;
	g_free(data);
}

static GtkWidget *new_key(char character, keypad_type_fn *type, gpointer userdata)
{
	struct key *key = g_new0(struct key, 1);
	GtkWidget *button;

	*key = (struct key){ .type = type, .userdata = userdata, .text = { character } };
	button = gtk_button_new_with_label(key->text);
	gtk_widget_add_css_class(button, "key");
	g_signal_connect_data(button, "clicked", G_CALLBACK(pressed), key, free_key, 0);
	return button;
}

/* As many beside each other as there is room for. */
static GtkWidget *new_keypad(const char *keys, unsigned columns, keypad_type_fn *type, gpointer userdata)
{
	GtkWidget *pad = page_flow_new("keypad", columns);

	for (int i = 0; keys[i]; i++)
		page_flow_add(pad, new_key(keys[i], type, userdata));
	return pad;
}

GtkWidget *keypad_letters(keypad_type_fn *type, gpointer userdata)
{
	return new_keypad("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 13, type, userdata);
}

GtkWidget *keypad_digits(keypad_type_fn *type, gpointer userdata)
{
	return new_keypad("1234567890", 5, type, userdata);
}

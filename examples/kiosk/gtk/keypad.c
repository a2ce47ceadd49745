/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/keypad.h"

#include <string.h>

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

static GtkWidget *new_keypad(const char *keys, int columns, keypad_type_fn *type, gpointer userdata)
{
	GtkWidget *grid = gtk_grid_new();

	gtk_grid_set_row_homogeneous(GTK_GRID(grid), TRUE);
	gtk_grid_set_column_homogeneous(GTK_GRID(grid), TRUE);
	gtk_widget_add_css_class(grid, "keypad");
	for (int i = 0; keys[i]; i++)
		gtk_grid_attach(GTK_GRID(grid), new_key(keys[i], type, userdata), i % columns, i / columns, 1, 1);
	return grid;
}

GtkWidget *keypad_letters(keypad_type_fn *type, gpointer userdata)
{
	return new_keypad("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 9, type, userdata);
}

GtkWidget *keypad_digits(keypad_type_fn *type, gpointer userdata)
{
	return new_keypad("1234567890", 5, type, userdata);
}

# SPDX-License-Identifier: BSD-2-Clause
"""What a window manager does to a window, where there is none."""
import ctypes

X11 = ctypes.CDLL("libX11.so.6")
X11.XOpenDisplay.restype = ctypes.c_void_p
X11.XInternAtom.restype = ctypes.c_ulong
CLIENT_MESSAGE, ATOM, REPLACE = 33, 4, 0


class _Message(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("sent", ctypes.c_int), ("display", ctypes.c_void_p),
                ("window", ctypes.c_ulong), ("message", ctypes.c_ulong), ("format", ctypes.c_int), ("data", ctypes.c_long * 5),
                ("rest", ctypes.c_long * 16)]


class Manager:
    def __init__(self, name, window):
        self.display, self.window = ctypes.c_void_p(X11.XOpenDisplay(name.encode())), ctypes.c_ulong(int(window))

    def _atom(self, name):
        return X11.XInternAtom(self.display, name.encode(), 0)

    def state(self, *states):
        """Of full screen, of the keyboard."""
        atoms = (ctypes.c_ulong * max(1, len(states)))(*(self._atom(f"_NET_WM_STATE_{state}") for state in states))
        X11.XChangeProperty(self.display, self.window, ctypes.c_ulong(self._atom("_NET_WM_STATE")), ctypes.c_ulong(ATOM), 32,
                            REPLACE, atoms, len(states))
        X11.XSync(self.display, 0)

    def close(self):
        """As its cross or Alt+F4 does."""
        data = (ctypes.c_long * 5)(self._atom("WM_DELETE_WINDOW"))
        message = _Message(CLIENT_MESSAGE, 0, 1, self.display, self.window, self._atom("WM_PROTOCOLS"), 32, data)
        X11.XSendEvent(self.display, self.window, 0, ctypes.c_long(0), ctypes.byref(message))
        X11.XSync(self.display, 0)

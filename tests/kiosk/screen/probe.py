# SPDX-License-Identifier: BSD-2-Clause
"""What AT-SPI does not tell, asked of GTK itself by probe.c inside the program."""
import ast
import socket


class Node:
    """A widget: what tells it from others, its type, whether it is mapped, its place with its border, whether its text is cut, its text if a label."""

    def __init__(self, key, kind, mapped, x, y, width, height, cut, text):
        self.key, self.kind, self.mapped, self.cut = key, kind, mapped == "mapped", cut == "cut"
        self.box = (int(x), int(y), int(width), int(height))
        self.text = _unescaped(text)
        self.children = []


def _unescaped(text):
    """Of g_strescape()."""
    return ast.literal_eval(f'b"{text}"').decode()


class Probe:
    def __init__(self, path, env, module):
        self.path = str(path)
        env["LD_PRELOAD"] = " ".join(filter(None, [env.get("LD_PRELOAD"), str(module)]))
        env["ZAIRYU_KIOSK_PROBE"] = self.path

    def ask(self, request):
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(60)
            line.connect(self.path)
            line.sendall(request.encode() + b"\n")
            return b"".join(iter(lambda: line.recv(65536), b"")).decode()

    def tree(self):
        """The window and what is in it. None if there is none yet."""
        above, root = [], None
        for line in self.ask("widgets").splitlines():
            depth, *rest = line.split("\t")
            if not rest:
                return None
            node = Node(*rest)
            del above[int(depth):]
            if above:
                above[-1].children.append(node)
            root = root or node
            above.append(node)
        return root

    def focus(self):
        """The key of what has the keyboard, or None."""
        answer = self.ask("focus").rstrip("\n")
        return Node(*answer.split("\t")[1:]).key if answer else None

    def pinch(self, scale):
        """Two fingers on what can be pinched, moved apart or together. Injecting real ones is not possible on Xvfb."""
        answer = self.ask(f"pinch {scale}")
        if answer != "done\n":
            raise AssertionError(answer)

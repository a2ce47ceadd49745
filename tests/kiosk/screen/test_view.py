# SPDX-License-Identifier: BSD-2-Clause
"""The enlarged view, as in the official application: 1.0 to 5.0, double tap, drag, wheel, pinch, keys, close."""
import case
import processes


class View(case.ScreenTest):
    def setUp(self):
        super().setUp()
        self.view = self.person("type=1", settings={"sound.on": "no"})
        self.view.gets_result()
        self.view.taps("enlarge")
        self.view.reads("zoom-scale", "1.0")
        self.area = self.view.one(self.view.called("enlarged-title"))

    def scaled(self, scale):
        self.view.reads("zoom-scale", scale)

    def alike(self, one, other):
        """But for what a fraction of a pixel does."""
        self.assertLess(sum(abs(a - b) > 40 for a, b in zip(one, other)), len(one) / 500)

    def changes(self, before, what):
        """What is seen once it is another picture than before."""
        processes.wait_for(lambda: self.view.pixels() != before, what)
        return self.view.wait_for_stillness()

    def test_double_tap(self):
        """Below 2.0 to 2.0, otherwise to 1.0."""
        self.view.double_click(self.area)
        self.scaled("2.0")
        self.view.double_click(self.area)
        self.scaled("1.0")
        self.view.key("plus")
        processes.wait_for(lambda: not self.view.can_read("zoom-scale", "1.0"), "another scale")
        self.view.double_click(self.area)
        self.scaled("2.0")
        self.view.taps("close")
        self.view.reads("result-title")
        self.view.taps("enlarge")
        self.scaled("1.0")

    def test_buttons_and_keys_end_at_1_and_5(self):
        self.assertFalse(self.view.can_tap("zoom-out"))
        for _ in range(30):
            if not self.view.can_tap("zoom-in"):
                break
            self.view.taps("zoom-in")
        self.scaled("5.0")
        self.view.key("plus")
        self.scaled("5.0")
        for _ in range(30):
            if self.view.can_read("zoom-scale", "1.0"):
                break
            self.view.key("minus")
            self.view.shown()
        self.scaled("1.0")

    def test_wheel(self):
        for key in (None, "ctrl"):
            self.view.wheel(self.area.centre, 40, key)
            self.scaled("5.0")
            self.view.wheel(self.area.centre, -60, key)
            self.scaled("1.0")

    def test_pinch(self):
        self.view.probe.pinch(3.0)
        self.scaled("3.0")
        self.view.probe.pinch(9.0)
        self.scaled("5.0")
        self.view.probe.pinch(0.01)
        self.scaled("1.0")

    def test_drag_moves_as_far_as_the_finger(self):
        self.view.double_click(self.area)
        self.scaled("2.0")
        still = self.view.wait_for_stillness()
        self.view.drag(self.area.centre, (60, 30))
        moved = self.changes(still, "the picture to follow the finger")
        self.view.drag(self.area.centre, (-60, -30))
        self.alike(self.changes(moved, "the picture to follow it back"), still)
        self.scaled("2.0")

    def test_arrows_move(self):
        self.view.double_click(self.area)
        self.scaled("2.0")
        still = self.view.wait_for_stillness()
        self.view.key("Down")
        moved = self.changes(still, "the picture to move")
        self.view.key("Up")
        self.alike(self.changes(moved, "the picture to move back"), still)

    def test_front_back_and_face(self):
        seen = self.view.wait_for_stillness()
        for name in ("back-view", "face", "card-view"):
            self.view.taps(name)
            seen = self.changes(seen, name)

    def test_escape_closes(self):
        self.view.key("Escape")
        self.view.reads("result-title")
        self.view.reads_no_more("zoom-scale")


if __name__ == "__main__":
    case.main()

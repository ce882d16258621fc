import LaneCanvas
import Themes

/// How every screen looks, and what may lie over any of them: the theme and its picker, a notice, a caption.
package struct Appearance: Hashable, Sendable {
    package let glyphs: Glyphs
    private let themes: [Theme]
    private var themeIndex: Int
    private var picker = ThemePicker()
    /// What the user has to be told whatever is shown, until the next key.
    package var notice: String?
    /// What a screencast says about what is to be seen.
    package var caption: Caption?
    /// The keys that are pressed, where they are to be seen.
    package var pressed: PressedKeys?

    /// - Parameter theme: the name of the first one; unknown, it is the first of the list.
    package init(themes: [Theme], theme: String, glyphs: Glyphs, notice: String? = nil) {
        self.themes = themes
        self.glyphs = glyphs
        self.notice = notice
        themeIndex = themes.firstIndex { $0.name == theme } ?? 0
    }

    package var theme: Theme { themes.isEmpty ? .plain : themes[themeIndex] }

    package var isPickerOpen: Bool { picker.isOpen }

    mutating func changeTheme(by step: Int) {
        themeIndex = (themeIndex + step + themes.count) % max(themes.count, 1)
    }

    /// Lets the user pick a theme from a list, over whatever is shown.
    mutating func openPicker(size: Size) { picker.open(at: themeIndex, of: themes.count, size: size) }

    /// An action while the picker is open.
    mutating func pick(_ action: Action, size: Size) {
        themeIndex = picker.take(action, of: themes.count, size: size) ?? themeIndex
    }

    /// What the mouse wants of the open picker: in its key bar what the key there does.
    func action(for event: MouseEvent, size: Size) -> Action {
        KeyBar.picker(theme, glyphs).action(for: event, in: ThemePickerOverlay.keyBar(size)) ?? .mouse(event)
    }

    /// Draws what lies over a screen.
    ///
    /// - Parameter lane: where the lane of a thread is, and from which column on it is empty.
    func draw(on frame: inout Frame, lane: (String) -> Area?) {
        picker.draw(on: &frame, themes: themes, glyphs: glyphs)
        let area = Area(frame.size)
        if let caption {
            CaptionOverlay(
                text: caption.text, theme: theme, glyphs: glyphs, lane: caption.lane.flatMap(lane)
            ).draw(in: area, on: &frame)
        }
        pressed?.draw(in: area, theme: theme, glyphs: glyphs, on: &frame)
        if let notice { NoticeOverlay(text: notice, theme: theme, glyphs: glyphs).draw(in: area, on: &frame) }
    }
}

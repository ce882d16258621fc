import LaneCanvas
import LaneTerminal
import LaneView
import Themes

/// How every screen looks, and what may lie over any of them: the theme and its picker, a notice, a caption.
struct Look {
    let glyphs: Glyphs
    private let themes: [Theme]
    private var themeIndex: Int
    private var picker = ThemePicker()
    /// What the user has to be told whatever is shown, until the next key.
    var notice: String?
    /// What a screencast says about what is to be seen.
    var caption: String?

    init(themes: [Theme], theme: String, glyphs: Glyphs, notice: String? = nil) {
        self.themes = themes
        self.glyphs = glyphs
        self.notice = notice
        themeIndex = themes.firstIndex { $0.name == theme } ?? 0
    }

    var theme: Theme { themes.isEmpty ? .plain : themes[themeIndex] }

    mutating func changeTheme(by step: Int) {
        themeIndex = (themeIndex + step + themes.count) % max(themes.count, 1)
    }

    /// Lets the user pick a theme from a list, over whatever is shown.
    mutating func chooseTheme(size: Size) { picker.open(at: themeIndex, of: themes.count, size: size) }

    /// Whether the input was for what lies over the screen.
    mutating func take(_ input: Input, size: Size) -> Bool {
        let action: Action?
        switch input {
        case .key(let key):
            notice = nil
            action = KeyTable.openPicker.action(for: key)
        case .mouse(let event): action = .mouse(event)
        case .resize, .suspended, .resumed, .quitSignal: return false
        }
        guard picker.isOpen else { return false }
        guard let action else { return true }
        guard let index = picker.take(action, of: themes.count, size: size) else { return false }
        themeIndex = index
        return true
    }

    /// A frame of a screen, and over it what lies over all of them.
    func frame(size: Size, _ screen: (Theme, Glyphs, Size) -> Frame) -> Frame {
        let theme = theme
        var frame = screen(theme, glyphs, size)
        picker.draw(on: &frame, themes: themes, glyphs: glyphs)
        if let caption { CaptionOverlay(caption).draw(on: &frame, theme: theme, glyphs: glyphs) }
        if let notice { NoticeOverlay(notice).draw(on: &frame, theme: theme, glyphs: glyphs) }
        return frame
    }
}

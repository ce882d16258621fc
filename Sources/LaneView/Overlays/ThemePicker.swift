import LaneCanvas
import Themes

/// Whether themes are being picked, and which one is tried meanwhile. Above the screens: it works over every one of them.
///
/// Themes are counted from 0, in the order of the list that comes in with each call.
package struct ThemePicker: Hashable, Sendable {
    private struct Choice: Hashable {
        var list = RowList()
        /// What was shown before, and is again when nothing is picked.
        let before: Int
    }

    private var choice: Choice?

    package init() {}

    package var isOpen: Bool { choice != nil }

    /// - Parameter current: the theme that is shown now.
    package mutating func open(at current: Int, of count: Int, size: Size) {
        var list = RowList()
        list.select(current, of: count, height: ThemePickerOverlay.rows(count, size).count)
        choice = Choice(list: list, before: current)
    }

    /// - Returns: the theme to be shown from now on; nil when the action was not for the picker.
    package mutating func take(_ action: Action, of count: Int, size: Size) -> Int? {
        guard var choice, action != .togglePause else { return nil }
        let area = ThemePickerOverlay.rows(count, size)
        let height = area.count
        switch action {
        case .choose, .chooseTheme:
            self.choice = nil
            return choice.list.index(of: count)
        case .back, .quit:
            self.choice = nil
            return choice.before
        case .previousTheme: choice.list.move(by: -1, of: count, height: height)
        case .nextTheme: choice.list.move(by: 1, of: count, height: height)
        case .selectFirst: choice.list.select(0, of: count, height: height)
        case .selectLast: choice.list.select(count - 1, of: count, height: height)
        case .mouse(let event) where event.kind == .press:
            let visible = choice.list.visible(count, height: height)
            let index = visible.lowerBound + event.row - area.lowerBound
            guard area.contains(event.row), visible.contains(index),
                ThemePickerOverlay.columns(size).contains(event.column)
            else { break }
            if index == choice.list.index(of: count) {
                self.choice = nil
                return index
            }
            choice.list.select(index, of: count, height: height)
        case .mouse(let event):
            choice.list.move(by: event.wheel, of: count, height: height)
        default: choice.list.move(by: action.rows(page: height - 1) ?? 0, of: count, height: height)
        }
        self.choice = choice
        return choice.list.index(of: count)
    }

    /// Draws the picker, while it is open, over a frame in the theme that is tried.
    package func draw(on frame: inout Frame, themes: [Theme], glyphs: Glyphs) {
        guard let choice else { return }
        let size = frame.size
        ThemePickerOverlay(
            themes: themes, selected: choice.list.index(of: themes.count),
            visible: choice.list.visible(
                themes.count, height: ThemePickerOverlay.rows(themes.count, size).count),
            glyphs: glyphs
        ).draw(in: Area(size), on: &frame)
    }
}

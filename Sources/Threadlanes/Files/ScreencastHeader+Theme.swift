import LaneCanvas
import LaneScreencast
import Themes

extension ScreencastHeader {
    init(_ size: Size, title: String, _ theme: Theme, timestamp: Int?) {
        self.init(size: size, title: title, palette: theme.palette, timestamp: timestamp)
    }
}

extension Theme {
    /// What a terminal with this theme would have for its own colours.
    var palette: TerminalPalette {
        TerminalPalette(foreground: foreground, background: background, ansi: ansiColors)
    }
}

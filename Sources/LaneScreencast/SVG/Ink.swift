import LaneCanvas

/// How a cell is painted: colours as they are seen, reversed and dimmed already.
struct Ink: Hashable, Sendable {
    let foreground: RGB
    let background: RGB
    let isBold: Bool
    let isItalic: Bool
    let isUnderlined: Bool

    init(_ style: Style, palette: TerminalPalette) {
        var front = style.foreground.rgb ?? palette.foreground
        var back = style.background.rgb ?? palette.background
        if style.attributes.contains(.reverse) { swap(&front, &back) }
        foreground = style.attributes.contains(.dim) ? front.dimmed(on: back) : front
        background = back
        isBold = style.attributes.contains(.bold)
        isItalic = style.attributes.contains(.italic)
        isUnderlined = style.attributes.contains(.underline)
    }
}

import LaneCanvas

/// Sixteen colours for a terminal, found among those of a theme.
///
/// Deterministic, and never without a colour: where a theme says nothing, or leaves it to the terminal, colours of common use stand in.
struct AnsiPalette {
    let foreground: Color
    let background: Color
    /// In ANSI's order, then the bright ones.
    let colors: [Color]

    /// - Parameter hues: where coloured ones may be found, with the role that each is of; the first of equals is taken.
    init(canvas: Style, muted: Style, panel: Style, hues: [(role: Role?, color: Color)]) {
        let isReversed = canvas.attributes.contains(.reverse)
        let fore = RGB(isReversed ? canvas.background : canvas.foreground)
        let back = RGB(isReversed ? canvas.foreground : canvas.background)
        // What is known says what the other must be.
        let isLight = back.map { $0.luminance > 0.5 } ?? fore.map { $0.luminance < 0.35 } ?? false
        let background = back ?? (isLight ? RGB(0xff, 0xff, 0xff) : RGB(0x12, 0x12, 0x12))
        let foreground = fore ?? (isLight ? RGB(0x1c, 0x1c, 0x1c) : RGB(0xd0, 0xd0, 0xd0))
        let grey = RGB(muted.foreground) ?? foreground.mixed(with: background, 0.4)
        let pale = RGB(panel.background) ?? background.mixed(with: foreground, 0.1)
        let known = hues.compactMap { entry in RGB(entry.color).map { (role: entry.role, color: $0) } }
        let six = Hue.allCases.map { $0.color(among: known) }

        let white = RGB(0xff, 0xff, 0xff)
        let normal = [isLight ? foreground : background] + six + [isLight ? pale : foreground]
        let bright =
            [grey] + six.map { $0.mixed(with: white, 0.2) }
            + [isLight ? background : foreground.mixed(with: white, 0.6)]
        self.foreground = foreground.color
        self.background = background.color
        colors = (normal + bright).map(\.color)
    }

    /// The six hues of ANSI, in its order.
    private enum Hue: CaseIterable {
        case red, green, yellow, blue, magenta, cyan

        var degrees: Double {
            switch self {
            case .red: 0
            case .yellow: 60
            case .green: 120
            case .cyan: 180
            case .blue: 240
            case .magenta: 300
            }
        }

        /// Read on light and dark alike, for themes that have nothing like it.
        var standard: RGB {
            switch self {
            case .red: RGB(0xcd, 0x31, 0x31)
            case .yellow: RGB(0xb5, 0x89, 0x00)
            case .green: RGB(0x2a, 0xa1, 0x4a)
            case .cyan: RGB(0x1a, 0x9a, 0xb0)
            case .blue: RGB(0x3b, 0x78, 0xd8)
            case .magenta: RGB(0xb0, 0x4f, 0xc0)
            }
        }

        /// The roles whose meaning is this hue's for whoever paints with sixteen colours.
        var roles: [Role] {
            switch self {
            case .red: [.error]
            case .green: [.done, .playing]
            case .yellow: [.warning, .paused]
            default: []
            }
        }

        /// The colour nearest in hue; one of this hue's own roles before any other that is not much nearer.
        func color(among known: [(role: Role?, color: RGB)]) -> RGB {
            var best: (color: RGB, distance: Double)?
            for (role, color) in known {
                guard let hue = color.hue else { continue }
                let apart = abs(hue - degrees)
                let distance = min(apart, 360 - apart)
                let favour: Double = role.map(roles.contains) ?? false ? 25 : 0
                guard distance <= 50, distance - favour < best?.distance ?? .infinity else { continue }
                best = (color, distance - favour)
            }
            return best?.color ?? standard
        }
    }
}

/// A colour taken apart. Not the terminal's own, whatever that is.
private struct RGB {
    let red: UInt8
    let green: UInt8
    let blue: UInt8

    init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        (self.red, self.green, self.blue) = (red, green, blue)
    }

    init?(_ color: Color) {
        guard let rgb = color.rgb else { return nil }
        self.init(rgb.red, rgb.green, rgb.blue)
    }

    var color: Color { Color(red: red, green: green, blue: blue) }

    private var parts: [Double] { [red, green, blue].map { Double($0) / 255 } }

    /// How bright it looks, from 0 to 1 (ITU-R BT.601).
    var luminance: Double { 0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2] }

    /// In degrees, as HSV has it; nil for what is nearly grey.
    var hue: Double? {
        let (red, green, blue) = (parts[0], parts[1], parts[2])
        let most = max(red, green, blue)
        let span = most - min(red, green, blue)
        guard span > 0.15, span / most > 0.25 else { return nil }
        let sixth =
            most == red
            ? (green - blue) / span : most == green ? 2 + (blue - red) / span : 4 + (red - green) / span
        return sixth < 0 ? (sixth + 6) * 60 : sixth * 60
    }

    /// Between this colour and another; a share of 1 is the other.
    func mixed(with other: RGB, _ share: Double) -> RGB {
        let mix = { (from: UInt8, to: UInt8) in
            UInt8((Double(from) + (Double(to) - Double(from)) * share).rounded())
        }
        return RGB(mix(red, other.red), mix(green, other.green), mix(blue, other.blue))
    }
}

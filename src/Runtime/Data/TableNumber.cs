using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using csFastFloat;

namespace GenNet;

/// <summary>Numbers as texts of a table write them.</summary>
internal sealed class TableNumber(TableOptions options)
{
    private const NumberStyles Plain = NumberStyles.Float, InGroups = NumberStyles.Float | NumberStyles.AllowThousands;

    private readonly NumberFormatInfo _format = options.Culture.NumberFormat;
    private readonly char _decimalSeparator =
        options.Culture.NumberFormat.NumberDecimalSeparator is [char separator] ? separator : throw new ArgumentException(
            $"The decimal separator of the {nameof(options.Culture)} is '{options.Culture.NumberFormat.NumberDecimalSeparator}'; "
            + "it must be one character.",
            nameof(options));

    /// <summary>Reads digits; what this does not read may be a number all the same.</summary>
    /// <returns>Whether it is a finite number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryParse<T>(ReadOnlySpan<char> text, out T value) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int length;
        if (typeof(T) == typeof(float))
        {
            bool isRead = FastFloatParser.TryParseFloat(text, out length, out float single, Plain, _decimalSeparator);
            value = T.CreateTruncating(single);
            return isRead && length == text.Length && T.IsFinite(value);
        }

        bool isReadAsDouble = FastDoubleParser.TryParseDouble(text, out length, out double number, Plain, _decimalSeparator);
        value = T.CreateTruncating(number);
        return isReadAsDouble && length == text.Length && T.IsFinite(value);
    }

    /// <summary>Reads what <see cref="TryParse"/> does not: blanks around, digits in groups, True and False.</summary>
    /// <inheritdoc cref="TryParse"/>
    public bool TryParseRare<T>(ReadOnlySpan<char> text, out T value) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // .NET passes over characters of code 0 behind a number.
        NumberStyles styles = options.AllowThousands ? InGroups : Plain;
        if (!text.Contains('\0') && T.TryParse(text, styles, _format, out value) && T.IsFinite(value) && HasWholeGroups(text))
            return true;
        bool isTruth = bool.TryParse(text, out bool truth);
        value = truth ? T.One : T.Zero;
        return isTruth;
    }

    /// <summary>The options that would read a text that is no number; "" where there is none.</summary>
    public string Hint(ReadOnlySpan<char> text)
    {
        if (IsNumber(text, Plain, _format))
            return $"; a {nameof(DoubleDataset)} holds numbers as large";
        if (!options.AllowThousands && IsNumber(text, InGroups, _format) && HasWholeGroups(text))
            return $"; {nameof(options.AllowThousands)} = true reads digits in groups of three";
        if (text.Count(',') == 1 && IsNumber(text.ToString().Replace(".", "").Replace(',', '.'), Plain, CultureInfo.InvariantCulture))
        {
            return $"; a {nameof(options.Culture)} with a decimal comma reads it"
                + (text.Contains('.') ? $", and {nameof(options.AllowThousands)} = true its groups of three digits" : "");
        }

        return IsNumber(text, Plain, CultureInfo.InvariantCulture)
            ? ""
            : $"; {nameof(options.OneHotColumns)} or {nameof(options.CategoryColumns)} read categories, and "
                + $"{nameof(options.FeatureColumns)} can leave the column out; where it stands for nothing, {nameof(options.MissingTexts)} "
                + "says so";
    }

    /// <summary>Whether the digits before the decimal separator stand in groups of three, or in none.</summary>
    private bool HasWholeGroups(ReadOnlySpan<char> text)
    {
        int end = text.IndexOf(_format.NumberDecimalSeparator);
        ReadOnlySpan<char> digits = (end < 0 ? text : text[..end]).TrimStart("+-");
        int first = digits.IndexOf(_format.NumberGroupSeparator);
        if (first < 0)
            return true;
        int step = _format.NumberGroupSeparator.Length + 3;
        bool areGroups = first is >= 1 and <= 3 && (digits.Length - first) % step == 0;
        for (int i = first; areGroups && i < digits.Length; i += step)
        {
            areGroups = digits[i..].StartsWith(_format.NumberGroupSeparator)
                && !digits.Slice(i + step - 3, 3).ContainsAnyExceptInRange('0', '9');
        }

        return areGroups;
    }

    private static bool IsNumber(ReadOnlySpan<char> text, NumberStyles styles, IFormatProvider format) =>
        !text.Contains('\0') && double.TryParse(text, styles, format, out double value) && double.IsFinite(value);
}

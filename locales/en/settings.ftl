# The viewer's own settings.
settings-title = Settings
settings-kept = Kept with your account, for every browser where you sign in.
settings-times = Times and dates
settings-zone = Time zone
settings-zone-automatic = Automatic: the time zone of the browser
settings-zone-browser = Automatic: the time zone of this browser ({ $zone })
settings-zone-use = Save time zone
settings-zone-hint = Every time on the pages is shown in this zone. Billing months are counted by HUAWEI CLOUD in GMT+8, and say so.
settings-view = Appearance
settings-people = People and customers

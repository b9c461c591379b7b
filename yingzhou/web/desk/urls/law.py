from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views.law import adding, clock, reading

urlpatterns: list[URLPattern | URLResolver] = [
    path("clocks/<uuid:pid>/", clock.clock, name="clock"),
    path("law/", reading.law, name="law"),
    path("law/calendars/", reading.calendars, name="law_calendars"),
    path("law/calculator/", reading.calculator, name="law_calculator"),
    path("law/adding/", adding.adding, name="law_adding"),
    path("law/adding/year/", adding.enter_year, name="law_year_enter"),
    path("law/adding/year/<uuid:pid>/approve/", adding.approve_year, name="law_year_approve"),
    path("law/adding/year/<uuid:pid>/withdraw/", adding.withdraw_year, name="law_year_withdraw"),
    path("law/adding/figure/", adding.enter_figure, name="law_figure_enter"),
    path("law/adding/figure/<uuid:pid>/approve/", adding.approve_figure, name="law_figure_approve"),
    path("law/adding/figure/<uuid:pid>/withdraw/", adding.withdraw_figure, name="law_figure_withdraw"),
]

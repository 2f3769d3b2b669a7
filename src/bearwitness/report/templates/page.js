(function(){
function reach(){var t=document.getElementById(decodeURIComponent(location.hash.slice(1)));for(var e=t;e;e=e.parentElement){if(e.tagName==="DETAILS")e.open=true}if(t){var d=t.querySelector(":scope > details");if(d)d.open=true;t.scrollIntoView()}}
addEventListener("hashchange",reach);
addEventListener("beforeprint",function(){document.querySelectorAll("details").forEach(function(d){d.open=true})});
if(location.hash)reach();
})();
